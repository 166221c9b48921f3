package org.basedata.registry.api.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.basedata.registry.api.RunningRegistry;
import org.basedata.registry.api.TestCertificates;
import org.basedata.registry.api.account.Account;
import org.basedata.registry.api.account.Accounts;
import org.basedata.registry.core.account.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Who runs the registry sees whose credentials end before anything stands still. */
class AccountsE2E {
    @RegisterExtension
    static final Browser browser = new Browser();

    @RegisterExtension
    static final RunningRegistry registry = new RunningRegistry();

    @Test
    void what_ends_soon_is_listed_first_and_everything_beside_it() {
        Accounts accounts = Workbench.accounts(registry);
        Instant soon = Instant.now().plus(Duration.ofDays(20));
        accounts.add(
                "ga-system",
                Account.Kind.SYSTEM,
                "公安系统",
                "GA",
                Set.of(Role.SOURCE),
                false,
                new Account.Bounds(Account.Level.CITY, "440100", soon));
        accounts.add("rs-system", Account.Kind.SYSTEM, "人社系统", "RS", Set.of(Role.SOURCE), false);
        accounts.rotate("rs-system", soon);
        accounts.add("mz-system", Account.Kind.SYSTEM, "民政系统", "MZ", Set.of(Role.SOURCE), false);
        accounts.addCertificate(
                "mz-system",
                TestCertificates.make().expired("mz", "CN=mz-system,O=Registry").certificate("mz"),
                false);
        accounts.add("wj-system", Account.Kind.SYSTEM, "卫健系统", "WJ", Set.of(Role.SOURCE), false);
        accounts.revoke("wj-system");

        Workbench ops = Workbench.as(registry, browser, "ops", null, Role.OPERATOR);
        assertThat(ops.areas()).endsWith("使用记录", "账户");
        ops.open("/workbench/accounts");
        assertThat(ops.heading()).isEqualTo("账户");
        assertThat(ops.page().locator("#accounts tbody tr").count()).isEqualTo(2);
        assertThat(ops.page().locator("#account-ga-system").innerText()).contains("公安机关", "市级 440100", "数源部门", "账户将于");
        assertThat(ops.page().locator("#account-mz-system").innerText()).contains("cn=mz-system", "证书已于");
        ops.assertUsable("accounts-ending");
        ops.next(() -> ops.page().locator("#tab-all").click());
        assertThat(ops.page().locator("#account-rs-system").innerText()).contains("旧密钥,至");
        assertThat(ops.page().locator("#account-wj-system").innerText()).contains("无有效凭据");
        assertThat(ops.page().locator("#account-ops").innerText()).contains("用户", "运维员", "口令", "最近登录");
        ops.assertUsable("accounts-all");
        ops.open("/sign-in/language?to=en").open("/workbench/accounts?tab=all");
        assertThat(ops.heading()).isEqualTo("Accounts");
        assertThat(ops.page().locator("#account-ga-system").innerText())
                .contains("City 440100", "Secret without an end", "The account ends on");

        Workbench other = Workbench.as(registry, browser, "steward", null, Role.STEWARD);
        other.open("/workbench/accounts");
        assertThat(other.status()).isEqualTo(403);
    }
}
