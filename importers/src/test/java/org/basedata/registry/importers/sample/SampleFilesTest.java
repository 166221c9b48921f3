package org.basedata.registry.importers.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleFilesTest {
    @TempDir
    static Path directory;

    private static SampleSet sample;
    private static List<SampleRows.Row> rows;

    @BeforeAll
    static void write() throws IOException {
        sample = SampleGenerator.generate(directory.resolve("a"), new SampleSize(1_000, 200), 20260101);
        rows = SampleRows.of(sample);
    }

    @Test
    void theSameSeedGivesTheSameBytesAndAnotherSeedOthers() throws IOException {
        SampleSet again = SampleGenerator.generate(directory.resolve("b"), new SampleSize(1_000, 200), 20260101);
        SampleSet other = SampleGenerator.generate(directory.resolve("c"), new SampleSize(1_000, 200), 20260102);
        assertThat(again.truth()).hasSameBinaryContentAs(sample.truth());
        assertThat(again.files()).hasSameSizeAs(sample.files());
        for (int i = 0; i < sample.files().size(); i++) {
            assertThat(again.files().get(i).path())
                    .hasSameBinaryContentAs(sample.files().get(i).path());
            assertThat(Files.mismatch(
                            other.files().get(i).path(), sample.files().get(i).path()))
                    .as("%s", sample.files().get(i))
                    .isNotNegative();
        }
    }

    @Test
    void writingOverAnEarlierSampleLeavesNothingOfIt() throws IOException {
        Path place = directory.resolve("twice");
        SampleGenerator.generate(place, new SampleSize(400, 50), 1);
        SampleSet second = SampleGenerator.generate(place, new SampleSize(40, 0), 1);
        SampleSet fresh = SampleGenerator.generate(directory.resolve("once"), new SampleSize(40, 0), 1);
        for (int i = 0; i < fresh.files().size(); i++)
            assertThat(second.files().get(i).path())
                    .hasSameBinaryContentAs(fresh.files().get(i).path());
        assertThat(second.truth()).hasSameBinaryContentAs(fresh.truth());
    }

    @Test
    void atLeastTwelveDepartmentsSendAndRegistersComeBeforeThoseWhoCompare() {
        assertThat(sample.files()).extracting(SampleFile::source).contains("GA", "LS", "MZ", "WJ", "RS", "JY", "CL");
        assertThat(new HashSet<>(sample.files().stream().map(SampleFile::source).toList()))
                .hasSizeGreaterThanOrEqualTo(12);
        List<String> datasets = sample.files().stream().map(SampleFile::dataset).toList();
        assertThat(datasets.get(0)).isEqualTo("household-registration");
        assertThat(datasets.indexOf("tax-registration"))
                .isGreaterThan(datasets.indexOf("enterprise-registration"))
                .isGreaterThan(datasets.indexOf("social-organisation"))
                .isGreaterThan(datasets.indexOf("public-institution"));
    }

    @Test
    void linesEndWithCarriageReturnAndLineFeed() {
        for (SampleFile file : sample.files()) {
            String text = SampleRows.text(file);
            assertThat(text).endsWith("\r\n");
            assertThat(text.replace("\r\n", ""))
                    .as("%s", file)
                    .doesNotContain("\n")
                    .doesNotContain("\r");
        }
    }

    @Test
    void charsetsAreAsDeclared() throws IOException {
        SampleFile chinese = sample.files().stream()
                .filter(file -> file.charset().equals("GB18030"))
                .findFirst()
                .orElseThrow();
        String text = SampleRows.text(chinese);
        assertThat(text).startsWith("来源记录号,版本,操作,证件类型,证件号码,姓名,生效日期,失效日期,原因,经办单位,经办人,");
        assertThat(text.getBytes(Charset.forName("GB18030"))).isEqualTo(Files.readAllBytes(chinese.path()));
        assertThat(SampleRows.of(chinese)).hasSizeGreaterThan(5).allSatisfy(row -> assertThat(row.get("name"))
                .isNotBlank());

        SampleFile marked = sample.files().stream()
                .filter(file -> file.charset().equals("UTF-8-BOM"))
                .findFirst()
                .orElseThrow();
        assertThat(Arrays.copyOf(Files.readAllBytes(marked.path()), 3)).isEqualTo(new byte[] {-17, -69, -65});
        for (SampleFile file : sample.files())
            if (file.charset().equals("UTF-8"))
                assertThat(Files.readAllBytes(file.path())[0]).isEqualTo((byte) 'r');
    }

    @Test
    void everyRowSaysThatItIsSynthetic() {
        assertThat(rows).allSatisfy(row -> assertThat(row.get("handlingUnit")).contains("合成数据"));
    }

    @Test
    void charactersBeyondTheBasicPlaneAndMiddleDotsOccur() {
        Set<Integer> used = new HashSet<>();
        rows.forEach(row -> {
            if (row.get("name") != null) row.get("name").codePoints().forEach(used::add);
        });
        assertThat(used).anyMatch(c -> c >= 0x20000).contains(0xB7, 0x2022, 0x3000);
        SampleFile chinese = sample.files().stream()
                .filter(file -> file.charset().equals("GB18030"))
                .findFirst()
                .orElseThrow();
        assertThat(SampleRows.of(chinese)).anyMatch(row -> row.get("name").indexOf('\u30FB') > 0);
    }

    @Test
    void birthsSpreadFromTheThirtiesToTheTwenties() {
        Set<String> decades = new HashSet<>();
        for (SampleRows.Row row : rows)
            if (row.file().dataset().equals("household-registration"))
                decades.add(row.get("id").substring(6, 9));
        assertThat(decades)
                .contains("193", "194", "195", "196", "197", "198", "199", "200", "201", "202")
                .doesNotContain("192", "203");
    }

    @Test
    void citizenNumbersStayUniqueBeyondOneRoundOfThePermutation() {
        int households = 600_000;
        long[] numbers = new long[households * Household.SIZE];
        Household household = new Household(5);
        for (int i = 0; i < households; i++)
            for (Person person : household.fill(i).members)
                numbers[(int) person.index] = Long.parseLong(person.number.substring(0, 17));
        Arrays.sort(numbers);
        for (int i = 1; i < numbers.length; i++)
            if (numbers[i] == numbers[i - 1])
                throw new AssertionError("two persons have the number " + numbers[i] + "?");
    }

    @Test
    void anyHouseholdCanBeMadeAgainWithoutThoseBeforeIt() {
        Household inOrder = new Household(9);
        for (int i = 0; i < 180; i++) inOrder.fill(i);
        Household atOnce = new Household(9).fill(179);
        for (int slot = 0; slot < Household.SIZE; slot++) {
            assertThat(atOnce.members[slot].number).isEqualTo(inOrder.members[slot].number);
            assertThat(atOnce.members[slot].name).isEqualTo(inOrder.members[slot].name);
            assertThat(atOnce.members[slot].noise).isEqualTo(inOrder.members[slot].noise);
        }
    }

    @Test
    void creditCodesStayUnique() {
        Set<String> codes = new HashSet<>();
        LegalEntity entity = new LegalEntity(3, new SampleSize(100, 200_000));
        for (int i = 0; i < 200_000; i++) {
            entity.fillNameAndCode(i);
            assertThat(codes.add(entity.code)).as(entity.code).isTrue();
        }
    }

    @Test
    void onePersonAndNoEntityIsASampleToo() throws IOException {
        SampleSet smallest = SampleGenerator.generate(directory.resolve("small"), new SampleSize(1, 0), 7);
        assertThat(SampleRows.of(smallest.files().get(0)))
                .extracting(row -> row.get("recordId"))
                .containsOnly("GA-1-10000000");
        assertThatThrownBy(() -> new SampleSize(0, 1)).hasMessageContaining("found 0");
    }
}
