package org.basedata.registry.api.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.junit.jupiter.api.Test;

/** More rows than a sheet holds go over several, each with the heads; values stay what they are. */
class SheetsTest {
    @Test
    void rows_go_over_several_sheets_each_with_the_heads() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Sheets sheets = new Sheets(out, 3)) {
            sheets.add(List.of("id", "name"));
            for (int i = 1; i <= 5; i++) sheets.add(List.of("44010619900307123" + i, "=" + i + "<&\u0001"));
        }
        try (ReadableWorkbook workbook = new ReadableWorkbook(new ByteArrayInputStream(out.toByteArray()))) {
            List<String> all = workbook.getSheets()
                    .flatMap(sheet -> {
                        try {
                            return sheet.openStream().map(row -> row.getCellText(0)).toList().stream();
                        } catch (IOException e) {
                            throw new IllegalStateException(e);
                        }
                    })
                    .toList();
            assertThat(all)
                    .containsExactly(
                            "id",
                            "440106199003071231",
                            "440106199003071232",
                            "id",
                            "440106199003071233",
                            "440106199003071234",
                            "id",
                            "440106199003071235");
        }
    }
}
