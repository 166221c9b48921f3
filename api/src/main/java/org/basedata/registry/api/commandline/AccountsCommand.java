package org.basedata.registry.api.commandline;

import java.io.PrintWriter;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.basedata.registry.api.account.Account;
import org.basedata.registry.api.account.Accounts;
import org.basedata.registry.api.account.SignIn;
import org.basedata.registry.api.home.Home;
import org.basedata.registry.api.subject.Times;
import org.basedata.registry.core.account.Role;
import org.basedata.registry.core.database.Database;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Keeps the accounts of people and systems, also while a registry runs on the data. */
@Command(
        name = "accounts",
        description = {
            "管理工作台用户和部门系统的账户;登记系统运行时也可使用",
            "Keeps the accounts of people who sign in to the workbench and of departments' systems; also while the registry runs"
        },
        subcommands = {
            AccountsCommand.Add.class,
            AccountsCommand.Listed.class,
            AccountsCommand.Disable.class,
            AccountsCommand.Password.class
        },
        mixinStandardHelpOptions = true)
final class AccountsCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return Main.MISUSED;
    }

    private static int in(Home home, PrintWriter out, BiFunction<Accounts, PrintWriter, Integer> work) {
        try (Database database = home.database()) {
            return work.apply(new Accounts(database.dataSource(), Clock.systemUTC(), SignIn.LockOut.USUAL), out);
        }
    }

    private static void tell(Accounts.Made made, PrintWriter out) {
        boolean system = made.account().isSystem();
        out.println((system ? "客户端标识 / client id:     " : "用户名 / sign-in name: ")
                + made.account().name());
        out.println((system ? "客户端密钥 / client secret: " : "口令 / password:       ") + made.secret());
        out.println("只显示这一次,登记系统不保存原文 / shown this once, and kept as a hash only");
    }

    private static CommandFailed unknown(String name) {
        return new CommandFailed(Main.FAILED, "ACCOUNT_UNKNOWN: 没有账户 / there is no account " + name);
    }

    @Command(
            name = "add",
            description = {
                "新建账户,口令由系统生成并只显示一次",
                "Makes an account, with a generated password that is shown once",
            },
            mixinStandardHelpOptions = true)
    static final class Add implements Callable<Integer> {
        @Spec
        private CommandSpec spec;

        @Mixin
        private HomeOptions home;

        @Parameters(
                paramLabel = "NAME",
                description = {"用户名或客户端标识", "sign-in name, or client id"})
        private String name;

        @Option(
                names = "--person",
                paramLabel = "TEXT",
                description = {
                    "姓名,记入办理记录 (系统:名称)",
                    "the person's name, which is put on record (of a system: what it is)"
                })
        private String person;

        @Option(
                names = "--department",
                paramLabel = "CODE",
                description = {"部门代码;核查办公室本身不填", "code of the department; none for the reconciliation office itself"})
        private String department;

        @Option(
                names = "--role",
                paramLabel = "ROLE",
                required = true,
                split = ",",
                description = {"角色,可多个: ${COMPLETION-CANDIDATES}", "roles: ${COMPLETION-CANDIDATES}"})
        private List<Role> roles;

        @Option(
                names = "--system",
                description = {"部门的系统,以客户端密钥换取令牌", "a system of the department, which gets tokens for its secret"})
        private boolean system;

        @Override
        public Integer call() {
            Home place = home.home();
            check(place);
            return in(place, spec.commandLine().getOut(), (accounts, out) -> {
                Accounts.Made made = accounts.add(
                                name,
                                system ? Account.Kind.SYSTEM : Account.Kind.PERSON,
                                person == null ? name : person,
                                department,
                                EnumSet.copyOf(roles),
                                // Beside demo accounts there are none of real people.
                                accounts.has(true))
                        .orElseThrow(() -> new CommandFailed(
                                Main.FAILED, "ACCOUNT_EXISTS: 账户已存在 / there is an account " + name + " already"));
                tell(made, out);
                return 0;
            });
        }

        private void check(Home place) {
            if (!Accounts.isName(name))
                throw new CommandFailed(
                        Main.MISUSED,
                        "ACCOUNT_NAME: 用户名为 1 至 100 个字母、数字或 . - _ @,以字母或数字开头 / a name has 1 to 100 letters, digits"
                                + " or . - _ @ and begins with a letter or digit");
            boolean needsDepartment = system
                    || roles.contains(Role.SOURCE)
                    || roles.contains(Role.CONSUMER)
                    || roles.contains(Role.INFORMATION_OFFICER);
            if (department == null && needsDepartment)
                throw new CommandFailed(
                        Main.MISUSED,
                        "DEPARTMENT_MISSING: 系统以及 SOURCE、CONSUMER、INFORMATION_OFFICER 须属于部门,请用 --department / systems, and the"
                                + " roles SOURCE, CONSUMER and INFORMATION_OFFICER, belong to a --department");
            if (department != null && !department.matches("[A-Z][A-Z0-9-]{0,31}"))
                throw new CommandFailed(
                        Main.MISUSED,
                        "DEPARTMENT: 部门代码为大写字母、数字、连字符 / a department's code has capitals, digits and hyphens");
            var catalogue = place.catalogueRead();
            if (roles.contains(Role.SOURCE) && catalogue.source(department).isEmpty())
                throw new CommandFailed(
                        Main.MISUSED,
                        "SOURCE_UNKNOWN: 目录中没有数源部门 / the catalogue has no source " + department + "; "
                                + catalogue.sources().stream()
                                        .map(source -> source.code())
                                        .collect(Collectors.joining(", ")));
        }
    }

    @Command(
            name = "list",
            description = {"列出账户", "Lists the accounts"},
            mixinStandardHelpOptions = true)
    static final class Listed implements Callable<Integer> {
        @Spec
        private CommandSpec spec;

        @Mixin
        private HomeOptions home;

        @Override
        public Integer call() {
            return in(home.home(), spec.commandLine().getOut(), (accounts, out) -> {
                Map<String, Instant> locked = accounts.locked();
                for (Account each : accounts.all())
                    out.println(String.join(
                            "  ",
                            each.name(),
                            each.isSystem() ? "系统/system" : "用户/person",
                            each.person(),
                            each.department() == null ? "-" : each.department(),
                            names(each.roles()),
                            state(each, locked.get(each.name()))));
                return 0;
            });
        }

        private static String names(Set<Role> roles) {
            return roles.stream().map(Role::name).collect(Collectors.joining(","));
        }

        private static String state(Account account, Instant locked) {
            if (account.disabled()) return "已停用/disabled";
            if (locked != null && !account.isSystem())
                return "已锁定/locked until " + locked.atOffset(Times.CHINA).toLocalTime();
            return account.demo() ? "可用/active 演示/demo" : "可用/active";
        }
    }

    @Command(
            name = "disable",
            description = {
                "停用账户,立即终止其会话和令牌;用 password 可恢复",
                "Disables an account and ends its sessions and tokens at once; password lets it in again"
            },
            mixinStandardHelpOptions = true)
    static final class Disable implements Callable<Integer> {
        @Spec
        private CommandSpec spec;

        @Mixin
        private HomeOptions home;

        @Parameters(
                paramLabel = "NAME",
                description = {"用户名或客户端标识", "sign-in name, or client id"})
        private String name;

        @Override
        public Integer call() {
            return in(home.home(), spec.commandLine().getOut(), (accounts, out) -> {
                if (!accounts.disable(name)) throw unknown(name);
                out.println("已停用 / disabled: " + name);
                return 0;
            });
        }
    }

    @Command(
            name = "password",
            description = {
                "生成新的口令或密钥,解除停用和锁定,并终止原有会话和令牌",
                "Gives a new password or secret, which ends the old one's sessions and tokens, a lock and a disabling"
            },
            mixinStandardHelpOptions = true)
    static final class Password implements Callable<Integer> {
        @Spec
        private CommandSpec spec;

        @Mixin
        private HomeOptions home;

        @Parameters(
                paramLabel = "NAME",
                description = {"用户名或客户端标识", "sign-in name, or client id"})
        private String name;

        @Override
        public Integer call() {
            return in(home.home(), spec.commandLine().getOut(), (accounts, out) -> {
                tell(accounts.renew(name).orElseThrow(() -> unknown(name)), out);
                return 0;
            });
        }
    }
}
