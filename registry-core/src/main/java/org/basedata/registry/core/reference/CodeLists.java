package org.basedata.registry.core.reference;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The code lists that data items refer to by name. Immutable; the standard ones are read from the class path once. */
public final class CodeLists {

    private static final List<String> FILES = List.of(
            "sex",
            "maritalStatus",
            "ethnicity",
            "industry",
            "documentType",
            "relationToHead",
            "educationLevel",
            "degree",
            "disabilityType",
            "disabilityGrade",
            "registrationStatus",
            "lifeStatus",
            "permitStatus",
            "insuranceStatus",
            "insuranceType",
            "accountStatus",
            "economicType",
            "entityType",
            "entityStatus",
            "taxStatus",
            "taxpayerType");

    private final Map<String, CodeList> lists;
    private final String digest;

    private CodeLists(Map<String, CodeList> lists, String digest) {
        this.lists = Map.copyOf(lists);
        this.digest = digest;
    }

    /** The lists that come with the registry, {@code division} among them (every code that was ever in force). */
    public static CodeLists standard() {
        return Standard.LISTS;
    }

    public Optional<CodeList> list(String name) {
        return Optional.ofNullable(lists.get(name));
    }

    public Set<String> names() {
        return lists.keySet();
    }

    /** SHA-256, hex, over all files that these lists and the divisions are read from: what a check by them depends on. */
    public String digest() {
        return digest;
    }

    private static final class Standard {
        static final CodeLists LISTS = load();

        private static CodeLists load() {
            Map<String, CodeList> lists = new LinkedHashMap<>();
            for (String name : FILES) {
                lists.put(name, CodeList.load(name));
            }
            lists.put("division", Divisions.standard().asCodeList());
            return new CodeLists(lists, digestOfFiles());
        }

        private static String digestOfFiles() {
            try {
                MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
                for (String name : FILES) {
                    sha256.update(ReferenceFile.bytes(name));
                }
                return HexFormat.of().formatHex(sha256.digest(ReferenceFile.bytes("divisions")));
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java platform has SHA-256", e);
            }
        }
    }
}
