package org.basedata.registry.api.commandline;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.basedata.registry.api.account.Account;
import org.basedata.registry.api.account.Accounts;
import org.basedata.registry.api.account.Certificates;
import org.basedata.registry.api.account.CredentialSettings;
import org.basedata.registry.api.account.Credentials;
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
            AccountsCommand.Password.class,
            AccountsCommand.Rotate.class,
            AccountsCommand.Revoke.class,
            AccountsCommand.Certificate.class,
            AccountsCommand.Expire.class
        },
        mixinStandardHelpOptions = true)
final class AccountsCommand implements Callable<Integer> {
    private static final Clock CLOCK = Clock.systemUTC();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return Main.MISUSED;
    }

    private static int in(Home home, PrintWriter out, BiFunction<Accounts, PrintWriter, Integer> work) {
        try (Database database = home.database()) {
            return work.apply(
                    new Accounts(database.dataSource(), CLOCK, SignIn.LockOut.USUAL, CredentialSettings.ofProgram()),
                    out);
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
                names = "--level",
                paramLabel = "LEVEL",
                description = {
                    "部门层级: ${COMPLETION-CANDIDATES};缺省取自目录",
                    "level of the department: ${COMPLETION-CANDIDATES}; the catalogue's when left out"
                })
        private Account.Level level;

        @Option(
                names = "--division",
                paramLabel = "CODE",
                description = {
                    "部门所辖行政区划代码;缺省取自目录",
                    "code of the region that the department is responsible for; the catalogue's when left out"
                })
        private String division;

        @Option(
                names = "--expires",
                paramLabel = "DATE",
                description = {"账户有效至该日(含)", "last day of the account, YYYY-MM-DD"})
        private LocalDate expires;

        @Option(
                names = "--system",
                description = {"部门的系统,以客户端密钥换取令牌", "a system of the department, which gets tokens for its secret"})
        private boolean system;

        @Override
        public Integer call() {
            Home place = home.home();
            Account.Bounds bounds = check(place);
            return in(place, spec.commandLine().getOut(), (accounts, out) -> {
                Accounts.Made made = accounts.add(
                                name,
                                system ? Account.Kind.SYSTEM : Account.Kind.PERSON,
                                person == null ? name : person,
                                department,
                                EnumSet.copyOf(roles),
                                // Beside demo accounts there are none of real people.
                                accounts.has(true),
                                bounds)
                        .orElseThrow(() -> new CommandFailed(
                                Main.FAILED, "ACCOUNT_EXISTS: 账户已存在 / there is an account " + name + " already"));
                tell(made, out);
                return 0;
            });
        }

        private Account.Bounds check(Home place) {
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
            var known = department == null ? null : catalogue.source(department).orElse(null);
            Account.Level at = level == null && known != null ? Account.Level.valueOf(known.level()) : level;
            String region = division == null && known != null ? known.region() : division;
            try {
                return new Account.Bounds(at, region, expires == null ? null : endOf(expires));
            } catch (IllegalArgumentException e) {
                throw new CommandFailed(
                        Main.MISUSED, "DIVISION: 行政区划代码为 6 至 12 位数字 / a division is a code of 6 to 12 digits");
            }
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
            CredentialSettings settings = CredentialSettings.ofProgram();
            Instant now = CLOCK.instant();
            return in(home.home(), spec.commandLine().getOut(), (accounts, out) -> {
                Map<String, Instant> locked = accounts.locked();
                Map<String, Accounts.LastSignIn> last = accounts.lastSignIns();
                for (Credentials each : accounts.credentials()) {
                    Account account = each.account();
                    out.println(String.join(
                            "  ",
                            account.name(),
                            account.isSystem() ? "系统/system" : "用户/person",
                            account.person(),
                            account.department() == null ? "-" : account.department(),
                            names(account.roles()),
                            state(each, locked.get(account.name()), now)));
                    details(each).forEach(line -> out.println("    " + line));
                    Accounts.LastSignIn in = last.get(account.name());
                    if (in != null)
                        out.println("    最近登录/last signed in "
                                + in.at().atOffset(Times.CHINA).truncatedTo(ChronoUnit.SECONDS) + " " + in.way());
                    for (Credentials.Ending ending : each.endings(settings, now))
                        out.println("    ! " + told(ending, now));
                }
                return 0;
            });
        }

        private static String names(Set<Role> roles) {
            return roles.stream().map(Role::name).collect(Collectors.joining(","));
        }

        private static List<String> details(Credentials of) {
            List<String> lines = new ArrayList<>();
            Account.Bounds bounds = of.account().bounds();
            if (bounds.level() != null || bounds.division() != null)
                lines.add("层级区划/level and division " + (bounds.level() == null ? "-" : bounds.level()) + " "
                        + (bounds.division() == null ? "-" : bounds.division()));
            if (bounds.expiresAt() != null) lines.add("账户/account " + until(bounds.expiresAt()));
            if (of.secretUntil() != null) lines.add("密钥/secret " + until(of.secretUntil()));
            if (of.oldSecretUntil() != null) lines.add("旧密钥/old secret " + until(of.oldSecretUntil()));
            for (Credentials.Certificate each : of.certificates())
                lines.add("证书/certificate " + each.fingerprint() + " " + each.subject() + (each.bySubject() ? " *" : "")
                        + " " + until(each.until()));
            return lines;
        }

        private static String told(Credentials.Ending ending, Instant now) {
            return ending.kind().zh()
                    + (ending.until().isAfter(now) ? "即将到期" : "已到期")
                    + "/" + ending.kind().en()
                    + (ending.until().isAfter(now) ? " ends soon, " : " has ended, ")
                    + until(ending.until());
        }

        private static String state(Credentials of, Instant locked, Instant now) {
            Account account = of.account();
            if (account.disabled()) return "已停用/disabled";
            if (!account.standsAt(now)) return "已到期/expired";
            if (!of.secret() && of.certificates().isEmpty()) return "无有效凭据/no credentials";
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

    private static Instant endOf(LocalDate day) {
        return day.plusDays(1).atStartOfDay(Times.CHINA).toInstant();
    }

    private static String until(Instant end) {
        return "至/until " + end.atOffset(Times.CHINA).truncatedTo(ChronoUnit.MINUTES);
    }

    @Command(
            name = "rotate",
            description = {
                "为系统生成新密钥;旧密钥在若干天内仍可使用,令牌不受影响",
                "Gives a system another secret; the old one counts beside it for some days, and tokens go on"
            },
            mixinStandardHelpOptions = true)
    static final class Rotate implements Callable<Integer> {
        private static final int MOST_DAYS = 90;

        @Spec
        private CommandSpec spec;

        @Mixin
        private HomeOptions home;

        @Parameters(
                paramLabel = "NAME",
                description = {"客户端标识", "client id"})
        private String name;

        @Option(
                names = "--old-until",
                paramLabel = "DAYS",
                defaultValue = "7",
                description = {
                    "旧密钥还可使用的天数,1 至 90 (缺省 7)",
                    "days for which the old one still counts, 1 to 90 (default 7)"
                })
        private int days;

        @Override
        public Integer call() {
            if (days < 1 || days > MOST_DAYS)
                throw new CommandFailed(
                        Main.MISUSED,
                        "DAYS: 应为 1 至 " + MOST_DAYS + " 天;要立即作废旧密钥请用 accounts password / 1 to " + MOST_DAYS
                                + " days; to end the old one at once use accounts password");
            return in(home.home(), spec.commandLine().getOut(), (accounts, out) -> {
                Instant until = CLOCK.instant().plus(Duration.ofDays(days));
                tell(accounts.rotate(name, until).orElseThrow(() -> unknown(name)), out);
                out.println("旧密钥可用 / the old secret counts " + until(until));
                return 0;
            });
        }
    }

    @Command(
            name = "revoke",
            description = {
                "作废账户的全部密钥和证书(或其中之一),立即终止其会话和令牌",
                "Ends all secrets and certificates of an account, or one of them, with its sessions and tokens at once"
            },
            mixinStandardHelpOptions = true)
    static final class Revoke implements Callable<Integer> {
        @Spec
        private CommandSpec spec;

        @Mixin
        private HomeOptions home;

        @Parameters(
                paramLabel = "NAME",
                description = {"用户名或客户端标识", "sign-in name, or client id"})
        private String name;

        @Option(
                names = "--old",
                description = {"只作废轮换前的旧密钥", "only the secret from before the last rotation"})
        private boolean old;

        @Option(
                names = "--certificate",
                paramLabel = "FINGERPRINT",
                description = {"只作废该指纹(SHA-256)的证书", "only the certificate of this SHA-256 fingerprint"})
        private String fingerprint;

        @Option(
                names = "--certificate-file",
                paramLabel = "FILE",
                description = {
                    "只作废该证书 (PEM 或 DER),也可为只凭主体有效、本身未登记的证书",
                    "only this certificate, PEM or DER; also one that counts by its subject and is not registered itself"
                })
        private Path file;

        @Override
        public Integer call() {
            X509Certificate certificate = file == null ? null : Certificate.read(file);
            return in(home.home(), spec.commandLine().getOut(), (accounts, out) -> {
                if (accounts.find(name).isEmpty()) throw unknown(name);
                boolean done = true;
                if (old) done = accounts.revokeOld(name);
                if (fingerprint != null)
                    done &= accounts.revokeCertificate(
                            name, fingerprint.replace(":", "").toLowerCase(Locale.ROOT));
                if (certificate != null) done &= accounts.revokeCertificate(name, certificate);
                if (!old && fingerprint == null && certificate == null) done = accounts.revoke(name);
                if (!done)
                    throw new CommandFailed(
                            Main.FAILED, "CREDENTIAL_UNKNOWN: 没有该凭据 / " + name + " has no such credential");
                out.println("已作废 / revoked: " + name);
                return 0;
            });
        }
    }

    @Command(
            name = "certificate",
            description = {
                "登记客户端证书:系统以它代替令牌,用户以它登录工作台",
                "Registers a client certificate, which a system shows in place of a token, and by which a person signs in to the workbench"
            },
            mixinStandardHelpOptions = true)
    static final class Certificate implements Callable<Integer> {
        @Spec
        private CommandSpec spec;

        @Mixin
        private HomeOptions home;

        @Parameters(
                paramLabel = "NAME",
                description = {"用户名或客户端标识", "sign-in name, or client id"})
        private String name;

        @Option(
                names = "--file",
                paramLabel = "FILE",
                required = true,
                description = {"证书 (PEM 或 DER)", "the certificate, PEM or DER"})
        private Path file;

        @Option(
                names = "--by-subject",
                description = {
                    "同一机构为同一主体签发的其他证书也有效,续期后无须重新登记",
                    "others that the same authority issues for the same subject count as well, so that a renewed one need not be registered"
                })
        private boolean bySubject;

        @Override
        public Integer call() {
            X509Certificate certificate = read(file);
            return in(home.home(), spec.commandLine().getOut(), (accounts, out) -> {
                if (accounts.find(name).isEmpty()) throw unknown(name);
                if (!accounts.addCertificate(name, certificate, bySubject))
                    throw new CommandFailed(
                            Main.FAILED,
                            "CERTIFICATE_TAKEN: 该证书(或其主体)已登记,或该证书已作废 / the certificate, or its subject, is registered already,"
                                    + " or it was revoked");
                out.println("已登记证书 / certificate registered: " + name + " " + Certificates.fingerprint(certificate)
                        + " " + until(certificate.getNotAfter().toInstant()));
                return 0;
            });
        }

        private static X509Certificate read(Path file) {
            try {
                return Certificates.read(Files.readAllBytes(file));
            } catch (IOException | CertificateException e) {
                throw new CommandFailed(
                        Main.FAILED, "CERTIFICATE_UNREADABLE: " + file + " 不是证书 / is no certificate that can be read");
            }
        }
    }

    @Command(
            name = "expire",
            description = {"设定或取消账户的到期日", "Says until when an account is good"},
            mixinStandardHelpOptions = true)
    static final class Expire implements Callable<Integer> {
        @Spec
        private CommandSpec spec;

        @Mixin
        private HomeOptions home;

        @Parameters(
                paramLabel = "NAME",
                description = {"用户名或客户端标识", "sign-in name, or client id"})
        private String name;

        @Option(
                names = "--on",
                paramLabel = "DATE",
                description = {"账户有效至该日(含);不填则不设到期日", "last day, YYYY-MM-DD; no end when left out"})
        private LocalDate last;

        @Override
        public Integer call() {
            return in(home.home(), spec.commandLine().getOut(), (accounts, out) -> {
                Instant end = last == null ? null : endOf(last);
                if (!accounts.expire(name, end)) throw unknown(name);
                out.println(name + " " + (end == null ? "不设到期日 / has no end" : until(end)));
                return 0;
            });
        }
    }
}
