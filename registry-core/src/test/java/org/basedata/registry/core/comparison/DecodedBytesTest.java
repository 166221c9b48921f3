package org.basedata.registry.core.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A name read by two paths (file in one charset, database in another) must stay one name. */
class DecodedBytesTest {
    private static final List<String> CHARSETS = List.of("GB2312", "GBK", "GB18030", "x-mswin-936");

    /** GB 18030-2000, as PostgreSQL and older programs map it, against the editions of 2005 and 2022. */
    private static final String[][] EDITIONS = {
        {"\uE5E5", "\u3000"},
        {"\uE78D", "\uFE10"},
        {"\uE78E", "\uFE12"},
        {"\uE78F", "\uFE11"},
        {"\uE790", "\uFE13"},
        {"\uE791", "\uFE14"},
        {"\uE792", "\uFE15"},
        {"\uE793", "\uFE16"},
        {"\uE794", "\uFE17"},
        {"\uE795", "\uFE18"},
        {"\uE796", "\uFE19"},
        {"\uE7C7", "\u1E3F"},
        {"\uE81E", "\u9FB4"},
        {"\uE826", "\u9FB5"},
        {"\uE82B", "\u9FB6"},
        {"\uE82C", "\u9FB7"},
        {"\uE832", "\u9FB8"},
        {"\uE843", "\u9FB9"},
        {"\uE854", "\u9FBA"},
        {"\uE864", "\u9FBB"},
        {"\uE816", "\uD840\uDC87"},
        {"\uE817", "\uD840\uDC89"},
        {"\uE818", "\uD840\uDCCC"},
        {"\uE831", "\uD845\uDDD7"},
        {"\uE83B", "\uD84A\uDD8F"},
        {"\uE855", "\uD850\uDDFE"},
    };

    @Test
    void everyTwoByteCodeGivesOneNameWhateverCharsetDecodedIt() {
        int disagreements = 0;
        for (int lead = 0x81; lead <= 0xFE; lead++) {
            for (int trail = 0x40; trail <= 0xFE; trail++) {
                List<String> readings = new ArrayList<>();
                for (String charset : CHARSETS) {
                    String reading = decode(charset, lead, trail);
                    if (reading != null && !readings.contains(reading)) {
                        readings.add(reading);
                    }
                }
                for (int i = 1; i < readings.size(); i++) {
                    disagreements++;
                    String one = readings.get(0);
                    String other = readings.get(i);
                    String code = String.format(
                            "%02X%02X: U+%04X, U+%04X", lead, trail, one.codePointAt(0), other.codePointAt(0));
                    assertThat(PersonNames.band("王" + one + "明", "王" + other + "明"))
                            .as(code)
                            .isEqualTo(NameBand.EQUAL);
                    assertThat(OrganisationNames.band("云" + one + "店", "云" + other + "店"))
                            .as(code)
                            .isEqualTo(NameBand.EQUAL);
                    for (String spec : List.of("exact", "code", "address", "personName", "orgName", "date", "amount")) {
                        assertThat(Comparators.of(spec).same("云" + one + "店", "云" + other + "店"))
                                .as(spec + " " + code)
                                .isTrue();
                    }
                }
            }
        }
        // A JDK that agrees with itself everywhere would make this test say nothing.
        assertThat(disagreements).isGreaterThan(80);
    }

    @Test
    void everyEditionOfGb18030GivesOneName() {
        for (String[] pair : EDITIONS) {
            assertThat(PersonNames.band("王" + pair[0] + "明", "王" + pair[1] + "明"))
                    .as("U+%04X", pair[0].codePointAt(0))
                    .isEqualTo(NameBand.EQUAL);
        }
    }

    @Test
    void charactersOfPrivateUseWithoutAStandardMeaningStayApart() {
        assertThat(PersonNames.band("王\uE001\uE002", "王\uE003\uE004")).isEqualTo(NameBand.DIFFERENT);
        assertThat(PersonNames.normalise("\uE810")).isEqualTo("\uE810");
    }

    @Test
    void rareCharactersThatAreNotCompatibilityFormsStayThemselves() {
        String rare = "\u9FBB\uFA0E\uFA11\u3447\uD840\uDC87\uD869\uDEDF\uD883\uDC00";
        assertThat(PersonNames.normalise(rare)).isEqualTo(rare);
    }

    private static String decode(String charset, int lead, int trail) {
        try {
            String text = Charset.forName(charset)
                    .newDecoder()
                    .decode(ByteBuffer.wrap(new byte[] {(byte) lead, (byte) trail}))
                    .toString();
            return text.codePointCount(0, text.length()) == 1 && text.codePointAt(0) != 0xFFFD ? text : null;
        } catch (CharacterCodingException e) {
            return null;
        }
    }
}
