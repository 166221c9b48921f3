package org.basedata.registry.core.submission;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.basedata.registry.core.catalogue.Catalogue;
import org.basedata.registry.core.catalogue.CatalogueLoader;
import org.basedata.registry.core.fault.Fault;
import org.basedata.registry.core.reference.CodeLists;
import org.basedata.registry.core.subject.SubmitRecord;
import org.junit.jupiter.api.Test;

/** Rows with one fingerprint are checked once: so whatever could be judged differently must differ in it. */
class RowFingerprintTest {
    /** What the check made of the rows below, by the number of its rules. */
    private static final Map<Integer, String> MADE_UNDER_RULES =
            Map.of(1, "a5f5aeb72c1e455ee742cbc370e99cc66023ff98cb28c6d16f5d6f1ea40160be");

    private static final SubmissionCheck CHECK = new SubmissionCheck(CatalogueLoader.standard(), CodeLists.standard());
    private static final List<String> TEXTS = new ArrayList<>();

    static {
        TEXTS.add(null);
        TEXTS.addAll(
                List.of("", "a", "ab", "\u0001", "\0", "字", "é", "\uD83D", "\uDE00", "\uD83D\uDE00", "?", "\uFFFD"));
    }

    private static RawRecord row(String name, String id, Map<String, String> items, String validFrom, String reason) {
        return new RawRecord(
                0, 0, "d", "r", "1", null, null, "PASSPORT", id, name, items, validFrom, null, reason, null, null);
    }

    @Test
    void everyMappedFieldCountsAndNoTwoRowsRunTogether() {
        Set<RowFingerprint> seen = new HashSet<>();
        int rows = 0;
        for (String name : TEXTS)
            for (String id : TEXTS)
                for (String reason : TEXTS) {
                    Map<String, String> items = new HashMap<>();
                    if (name != null) items.put(name, id);
                    seen.add(CHECK.fingerprint(row(name, id, Map.of(), null, reason)));
                    seen.add(CHECK.fingerprint(row(name, null, Map.of(), id, reason)));
                    rows += id == null ? 1 : 2;
                    if (name == null) continue;
                    seen.add(CHECK.fingerprint(row(null, reason, items, "x", null)));
                    rows++;
                }
        assertThat(seen).hasSize(rows);
    }

    @Test
    void theOrderOfColumnsDoesNotCount() {
        Map<String, String> one = new LinkedHashMap<>();
        one.put("sex", "2");
        one.put("birthDate", "1949-12-31");
        Map<String, String> other = new LinkedHashMap<>();
        other.put("birthDate", "1949-12-31");
        other.put("sex", "2");
        assertThat(CHECK.fingerprint(row("n", "i", one, null, null)))
                .isEqualTo(CHECK.fingerprint(row("n", "i", other, null, null)));
    }

    @Test
    void versionAndHandlersDoNotCount() {
        RawRecord one =
                new RawRecord(1, 2, "d", "r", "1", null, null, null, null, "n", Map.of(), null, null, null, "u", "p");
        RawRecord other = new RawRecord(
                7, 9, "d", "r", null, null, null, null, null, "n", Map.of(), null, null, null, null, null);
        assertThat(CHECK.fingerprint(one)).isEqualTo(CHECK.fingerprint(other));
    }

    @Test
    void anotherCatalogueMakesOtherFingerprints() {
        Catalogue standard = CatalogueLoader.standard();
        String changed =
                CatalogueLoader.standardYaml().replaceFirst("RS: \\[name, sex, birthDate, ", "RS: [name, sex, ");
        Catalogue other = CatalogueLoader.load(changed);
        assertThat(other.version()).isEqualTo(standard.version());
        RawRecord row = row("n", "i", Map.of(), null, null);
        assertThat(new SubmissionCheck(other, CodeLists.standard()).fingerprint(row))
                .isNotEqualTo(CHECK.fingerprint(row));
        assertThat(new SubmissionCheck(standard, CodeLists.standard()).fingerprint(row))
                .isEqualTo(CHECK.fingerprint(row));
    }

    @Test
    void aLongRowLeavesNothingBehind() {
        RawRecord small = row("n", "i", Map.of(), null, null);
        RowFingerprint before = CHECK.fingerprint(small);
        CHECK.fingerprint(row("字".repeat(100_000), "i", Map.of(), null, null));
        assertThat(CHECK.fingerprint(small)).isEqualTo(before);
    }

    @Test
    void itsTextStandsForItsBytes() {
        RowFingerprint fingerprint = new RowFingerprint(0x0123456789ABCDEFL, -2);
        assertThat(fingerprint.text()).hasSize(22);
        assertThat(RowFingerprint.of(RowFingerprint.bytes(fingerprint.text()))).isEqualTo(fingerprint);
    }

    /**
     * When this fails because the check is meant to make something else of some rows, raise {@link MappingVersion#RULES} and
     * enter the new digest under the new number.
     */
    @Test
    void whatIsMadeOfRowsIsWhatWasMadeOfThemUnderTheseRules() throws NoSuchAlgorithmException {
        MessageDigest made = MessageDigest.getInstance("SHA-256");
        Random random = new Random(20260101);
        for (int i = 0; i < 5_000; i++) {
            SubmissionCheck.Checked checked =
                    CHECK.check(new UUID(1, 2), "RS", chance(random), Instant.EPOCH.plusSeconds(i), false);
            SubmitRecord record = checked.record();
            StringBuilder text = new StringBuilder();
            for (Fault fault : checked.faults())
                text.append(fault.code()).append(' ').append(fault.item()).append(' ');
            if (record != null) {
                text.append(record.record()).append(record.version()).append(record.ofExtract());
                text.append(record.content().hash()).append(record.reason()).append(record.idAsSubmitted());
                for (Fault fault : record.warnings()) text.append(fault.code()).append(fault.item());
            }
            made.update(text.append('\n').toString().getBytes(StandardCharsets.UTF_8));
        }
        assertThat(HexFormat.of().formatHex(made.digest())).isEqualTo(MADE_UNDER_RULES.get(MappingVersion.RULES));
    }

    private static RawRecord chance(Random random) {
        Map<String, String> items = new LinkedHashMap<>();
        items.put("sex", pick(random, "1", "2", "女", "", " 1", null));
        items.put("birthDate", pick(random, "1949-12-31", "1949-02-30", "19491231", "0000-01-01", null, "+949-01-01"));
        items.put("contributionBase", pick(random, "1", "01.50", "1e9", "-3.14159265358979", "1,000", null));
        items.put("employerName", pick(random, "某公司", "", "\0", "字".repeat(4_001), " 某\u3000公司 ", null));
        items.put("insuranceStatus", pick(random, "1", "2", "99", "正常参保", null));
        items.put(pick(random, "notAnItem", "deathDate", "name", "insuranceKinds"), pick(random, "x", "", null));
        return new RawRecord(
                random.nextInt(3),
                0,
                pick(random, "social-insurance", "social-insurance", "social-insurance", " social-insurance ", "none"),
                pick(random, "R-1", "R-1", " R-2 ", "r".repeat(129), "", "\uD83D"),
                pick(random, "1", "000000000000015", "2026-01-01T00:00:00+08:00", "", "-1", "1234567890123456", "x"),
                pick(random, null, null, null, "SUBMIT", " CORRECT", "END", "WITHDRAW", "submit"),
                pick(random, null, null, "PERSON", "LEGAL_ENTITY"),
                pick(random, "RESIDENT_ID", "RESIDENT_ID", "RESIDENT_ID", "PASSPORT", "USCC", "", null, "x"),
                pick(
                        random,
                        "11010519491231002X",
                        "11010519491231002x",
                        " 1101051949 1231002X",
                        "110105491231002",
                        "110105194912310021",
                        "E12345678",
                        "99999919491231002X",
                        null),
                pick(random, "王小兰", " 王小兰", "\u200B", "", null, "阿依古丽·买买提", "字".repeat(201)),
                items,
                pick(random, "1985-09-01", "1985-09-01", "1985-9-1", " 2000-02-29 ", null),
                pick(random, "1980-01-01", "2020-01-01", null, null, null),
                pick(random, "登记差错", null, " ", "\uFFFD"),
                pick(random, null, "天河分局"),
                null);
    }

    private static String pick(Random random, String... values) {
        return values[random.nextInt(values.length)];
    }
}
