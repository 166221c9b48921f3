package org.basedata.registry.importers.file;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import de.siegmar.fastcsv.writer.QuoteStrategies;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CsvRowsTest {
    @Test
    void fieldsAreSeparatedAndQuotesAreTakenOff() throws IOException {
        assertThat(rows("a,b,c\r\n\"1\",\"x,y\",\"say \"\"no\"\"\"\r\n"))
                .extracting(CsvRow::fields)
                .containsExactly(List.of("a", "b", "c"), List.of("1", "x,y", "say \"no\""));
    }

    @Test
    void lineEndsMayBeMixedAndTheLastOneMayBeMissing() throws IOException {
        List<CsvRow> rows = rows("a,b\r\n1,2\n3,4\r5,6");
        assertThat(rows)
                .extracting(CsvRow::fields)
                .containsExactly(List.of("a", "b"), List.of("1", "2"), List.of("3", "4"), List.of("5", "6"));
        assertThat(rows).extracting(CsvRow::line).containsExactly(1L, 2L, 3L, 4L);
    }

    @Test
    void aQuotedFieldMayHoldLineEndsAndLinesAreStillCounted() throws IOException {
        List<CsvRow> rows = rows("a,b\n\"one\r\ntwo\nthree\",2\nx,y\n");
        assertThat(rows.get(1).fields()).containsExactly("one\r\ntwo\nthree", "2");
        assertThat(rows).extracting(CsvRow::line).containsExactly(1L, 2L, 5L);
    }

    @Test
    void emptyFieldsStayAndEmptyLinesGo() throws IOException {
        List<CsvRow> rows = rows("\n\na,,\n\r\n,,\n\n");
        assertThat(rows).extracting(CsvRow::fields).containsExactly(List.of("a", "", ""), List.of("", "", ""));
        assertThat(rows).extracting(CsvRow::line).containsExactly(3L, 5L);
    }

    @Test
    void nothingAtAllIsNoRow() throws IOException {
        assertThat(rows("")).isEmpty();
        assertThat(rows("\r\n\r\n")).isEmpty();
    }

    @Test
    void aQuoteInsideAPlainFieldIsACharacter() throws IOException {
        assertThat(rows("a 5\" pipe,b\n").get(0).fields()).containsExactly("a 5\" pipe", "b");
    }

    @Test
    void aQuoteThatIsNeverClosedCostsItsLineOnly() throws IOException {
        List<CsvRow> rows = rows("a,b\n1,\"open\n2,fine\n3,fine too\n");
        assertThat(rows).hasSize(4);
        assertThat(rows.get(1).fault().code()).isEqualTo("ROW_FORMAT");
        assertThat(rows.get(1).line()).isEqualTo(2);
        assertThat(rows.get(1).raw()).isEqualTo("1,\"open");
        assertThat(rows.get(2).fields()).containsExactly("2", "fine");
        assertThat(rows.get(3).fields()).containsExactly("3", "fine too");
        assertThat(rows.get(3).line()).isEqualTo(4);
    }

    @Test
    void aQuoteThatTheNextQuoteClosesByAccidentCostsItsLineOnly() throws IOException {
        List<CsvRow> rows = rows("1,\"open\n2,\"quoted\"\n3,x\n");
        assertThat(rows.get(0).fault().code()).isEqualTo("ROW_FORMAT");
        assertThat(rows.get(0).raw()).isEqualTo("1,\"open");
        assertThat(rows.get(1).fields()).containsExactly("2", "quoted");
        assertThat(rows.get(2).fields()).containsExactly("3", "x");
        assertThat(rows).extracting(CsvRow::line).containsExactly(1L, 2L, 3L);
    }

    @Test
    void aQuoteThatOpensOnTheLastLineIsRefusedThere() throws IOException {
        List<CsvRow> rows = rows("1,2\n3,\"");
        assertThat(rows.get(1).fault().code()).isEqualTo("ROW_FORMAT");
        assertThat(rows.get(1).line()).isEqualTo(2);
        assertThat(rows).hasSize(2);
    }

    @Test
    void charactersBehindAClosingQuoteAreRefused() throws IOException {
        List<CsvRow> rows = rows("\"a\"b,c\nd,e\n");
        assertThat(rows.get(0).fault().messageEn()).contains("line 1", "followed by other characters");
        assertThat(rows.get(1).fields()).containsExactly("d", "e");
    }

    @Test
    void aFieldOfTenMillionCharactersIsARowLikeAnyOther() throws IOException {
        String huge = "字".repeat(10_000_000);
        List<CsvRow> rows = rows("a,b\n1,\"" + huge + "\"\n2,x\n");
        assertThat(rows.get(1).fields().get(1)).hasSize(10_000_000);
        assertThat(rows.get(2).fields()).containsExactly("2", "x");
    }

    @Test
    void aLineWithoutEndIsRefusedAndItsBeginningKept() throws IOException {
        List<CsvRow> rows = rows("a,b\n1," + "x".repeat(CsvRows.LONGEST_ROW + 1_000_000) + "\n2,y\n");
        assertThat(rows).hasSize(3);
        assertThat(rows.get(1).fault().code()).isEqualTo("ROW_FORMAT");
        assertThat(rows.get(1).raw()).startsWith("1,xxx").hasSize(64 * 1024);
        assertThat(rows.get(2).fields()).containsExactly("2", "y");
        assertThat(rows.get(2).line()).isEqualTo(3);
    }

    @Test
    void aQuoteOpenOverMoreThanAnyRowHoldsCostsItsLineOnly() throws IOException {
        StringBuilder text = new StringBuilder("1,\"open\n");
        int rowsBehind = 1_000_000;
        for (int i = 0; i < rowsBehind; i++) text.append("234567890123456789,y\n");
        List<CsvRow> rows = rows(text.toString());
        assertThat(rows).hasSize(rowsBehind + 1);
        assertThat(rows.get(0).fault().code()).isEqualTo("ROW_FORMAT");
        assertThat(rows.get(rowsBehind).line()).isEqualTo(rowsBehind + 1);
    }

    @Test
    void everyCutOfTheInputGivesTheSameRows() throws IOException {
        String text = "a,\"b\r\nc\",d\r\n\"\"\"\",x,\"\"\r\n\"open,\ny\"z,2\n𠮷,\"𠮷\",\n";
        List<CsvRow> whole = rows(text);
        for (int most = 2; most < 12; most++)
            assertThat(rows(new Dripping(text, most))).isEqualTo(whole);
    }

    @Test
    void whatAnotherProgramWritesIsReadAsItWasMeant() throws IOException {
        for (long seed = 0; seed < 300; seed++) {
            List<List<String>> meant = table(new Random(seed));
            String text = written(meant, new Random(seed));
            assertThat(rows(text)).as("seed " + seed).extracting(CsvRow::fields).isEqualTo(meant);
            List<List<String>> oracle = new ArrayList<>();
            try (CsvReader<CsvRecord> reader = CsvReader.builder().ofCsvRecord(text)) {
                for (CsvRecord row : reader) oracle.add(row.getFields());
            }
            assertThat(rows(text)).as("seed " + seed).extracting(CsvRow::fields).isEqualTo(oracle);
        }
    }

    private static List<List<String>> table(Random random) {
        String[] pieces = {"a", "王", ",", "\"", "\n", "\r\n", " ", "𠮷", "1", ";", "\t", "\""};
        int columns = 2 + random.nextInt(4);
        List<List<String>> rows = new ArrayList<>();
        for (int r = 0; r < 1 + random.nextInt(20); r++) {
            List<String> row = new ArrayList<>();
            for (int c = 0; c < columns; c++) {
                StringBuilder field = new StringBuilder();
                for (int k = random.nextInt(6); k > 0; k--) field.append(pieces[random.nextInt(pieces.length)]);
                row.add(field.toString());
            }
            rows.add(row);
        }
        return rows;
    }

    private static String written(List<List<String>> rows, Random random) throws IOException {
        StringWriter text = new StringWriter();
        LineDelimiter[] ends = {LineDelimiter.LF, LineDelimiter.CRLF, LineDelimiter.CR};
        CsvWriter.CsvWriterBuilder builder = CsvWriter.builder().lineDelimiter(ends[random.nextInt(3)]);
        if (random.nextBoolean()) builder.quoteStrategy(QuoteStrategies.ALWAYS);
        try (CsvWriter writer = builder.build(text)) {
            rows.forEach(row -> writer.writeRecord(row));
        }
        return text.toString();
    }

    private static List<CsvRow> rows(String text) throws IOException {
        return rows(new StringReader(text));
    }

    private static List<CsvRow> rows(Reader text) throws IOException {
        List<CsvRow> rows = new ArrayList<>();
        try (CsvRows reader = new CsvRows(text, ',')) {
            for (CsvRow row = reader.next(); row != null; row = reader.next()) rows.add(row);
        }
        return rows;
    }

    /** Gives a few characters at a time, as a slow stream does. */
    private static final class Dripping extends Reader {
        private final StringReader in;
        private final int most;

        Dripping(String text, int most) {
            this.in = new StringReader(text);
            this.most = most;
        }

        @Override
        public int read(char[] target, int offset, int length) throws IOException {
            return in.read(target, offset, Math.min(length, most));
        }

        @Override
        public void close() {
            in.close();
        }
    }
}
