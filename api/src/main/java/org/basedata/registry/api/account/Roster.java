package org.basedata.registry.api.account;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.basedata.registry.core.account.Role;
import org.basedata.registry.core.catalogue.Catalogue;
import org.basedata.registry.core.catalogue.Source;

/**
 * The invented people and the systems of all departments that a demonstration and development have. Their secrets are new at every
 * start, and they never stand beside accounts of real people.
 */
public final class Roster {
    /** The department that has a system for every role. */
    private static final String EVERY_ROLE = "GA";

    private static final List<Wanted> PEOPLE = List.of(
            person("steward", "林静", null, Role.STEWARD),
            person("steward2", "周宁", null, Role.STEWARD),
            person("approver", "郑岩", null, Role.APPROVER),
            person("ga", "何敏", "GA", Role.SOURCE),
            person("rs", "谢平", "RS", Role.SOURCE),
            person("mz", "罗芳", "MZ", Role.SOURCE),
            person("scjg", "梁晖", "SCJG", Role.SOURCE),
            person("consumer", "宋岚", "JY", Role.CONSUMER),
            person("jy-officer", "冯瑶", "JY", Role.INFORMATION_OFFICER),
            person("ga-officer", "曹志", "GA", Role.INFORMATION_OFFICER),
            person("admin", "高远", null, Role.CATALOGUE_ADMIN),
            person("auditor", "邵清", null, Role.AUDITOR));

    private final List<Accounts.Made> made;

    private Roster(List<Accounts.Made> made) {
        this.made = made;
    }

    /** There are accounts that no demonstration made: whoever has them would be a stranger's among invented ones. */
    public static final class RealAccounts extends RuntimeException {
        private static final long serialVersionUID = 1;

        RealAccounts() {
            super("DEMO_ACCOUNTS_REFUSED: 数据目录已有正式账户,不得混入演示账户;请另选 --data-dir / there are accounts of real people on"
                    + " this data directory, beside which no demo accounts are made; choose another --data-dir");
        }
    }

    private record Wanted(String name, Account.Kind kind, String person, String department, Role role) {}

    private static Wanted person(String name, String person, String department, Role role) {
        return new Wanted(name, Account.Kind.PERSON, person, department, role);
    }

    /** Makes those that are not there, and gives the others new secrets. */
    public static Roster make(Accounts accounts, Catalogue catalogue) {
        if (accounts.has(false)) throw new RealAccounts();
        List<Wanted> wanted = new ArrayList<>(PEOPLE);
        for (Source source : catalogue.sources())
            for (Role role : source.code().equals(EVERY_ROLE)
                    ? Arrays.asList(Role.values())
                    : List.of(Role.SOURCE, Role.CONSUMER, Role.INFORMATION_OFFICER)) wanted.add(system(source, role));
        // Hashing passwords takes nearly all of the time.
        return new Roster(
                wanted.parallelStream().map(each -> one(accounts, each)).toList());
    }

    private static Wanted system(Source source, Role role) {
        String name = (source.code() + "-" + role).toLowerCase(Locale.ROOT).replace('_', '-');
        return new Wanted(name, Account.Kind.SYSTEM, source.nameZh() + "系统", source.code(), role);
    }

    private static Accounts.Made one(Accounts accounts, Wanted wanted) {
        return accounts.renew(wanted.name()).orElseGet(() -> accounts.add(
                        wanted.name(), wanted.kind(), wanted.person(), wanted.department(), Set.of(wanted.role()), true)
                .orElseThrow());
    }

    public List<Accounts.Made> people() {
        return made.stream().filter(each -> !each.account().isSystem()).toList();
    }

    /** As the file of accounts has it. */
    public Map<String, Object> written() {
        List<Map<String, Object>> clients = new ArrayList<>();
        List<Map<String, Object>> users = new ArrayList<>();
        for (Accounts.Made each : made) {
            boolean system = each.account().isSystem();
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put(system ? "clientId" : "username", each.account().name());
            entry.put(system ? "clientSecret" : "password", each.secret());
            entry.put("department", each.account().department());
            entry.put("roles", each.account().roles().stream().map(Role::name).toList());
            (system ? clients : users).add(entry);
        }
        Map<String, Object> file = new LinkedHashMap<>();
        file.put("clients", clients);
        file.put("users", users);
        return file;
    }

    /** What the file says when there are no such accounts. */
    public static Roster none() {
        return new Roster(List.of());
    }
}
