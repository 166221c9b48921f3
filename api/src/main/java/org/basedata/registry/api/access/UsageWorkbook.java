package org.basedata.registry.api.access;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import org.basedata.registry.core.catalogue.Catalogue;
import org.basedata.registry.core.catalogue.DataItem;
import org.basedata.registry.core.catalogue.Source;
import org.basedata.registry.projections.access.UsageLine;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/** The use of a quarter as a workbook, written while it is read. */
final class UsageWorkbook implements AutoCloseable {
    static final String TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private static final String[] COLUMNS = {
        "用数部门 / department",
        "部门名称 / name",
        "用途 / purpose",
        "主体类型 / subject type",
        "数据项 / item",
        "数据项名称 / name of the item",
        "提供部门 / provider",
        "应答次数 / answers",
        "主体数 / subjects",
        "未查到 / misses"
    };
    private static final int AT_ONCE = 1_000;

    private final Catalogue catalogue;
    private final Workbook workbook;
    private final Worksheet sheet;
    private int row = 1;

    UsageWorkbook(OutputStream out, Quarter quarter, Catalogue catalogue) {
        this.catalogue = catalogue;
        this.workbook = new Workbook(out, "base-data-registry", "1.0");
        this.sheet = workbook.newWorksheet("使用情况 " + quarter);
        for (int column = 0; column < COLUMNS.length; column++) sheet.value(0, column, COLUMNS[column]);
        sheet.range(0, 0, 0, COLUMNS.length - 1).style().bold().set();
        sheet.freezePane(0, 1);
    }

    void add(UsageLine line) {
        text(0, line.department());
        text(1, line.department() == null ? null : name(line.department()));
        text(2, line.purpose());
        text(3, line.type() == null ? null : line.type().name());
        text(4, line.item());
        text(
                5,
                line.type() == null || line.item() == null
                        ? null
                        : catalogue
                                .item(line.type(), line.item())
                                .map(DataItem::nameZh)
                                .orElse(null));
        text(6, UsageAnswer.providerOf(line, catalogue));
        sheet.value(row, 7, line.answers());
        sheet.value(row, 8, line.subjects());
        sheet.value(row, 9, line.misses());
        if (++row % AT_ONCE != 0) return;
        try {
            sheet.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void text(int column, String text) {
        if (text != null) sheet.value(row, column, text);
    }

    private String name(String department) {
        return catalogue.source(department).map(Source::nameZh).orElse(department);
    }

    @Override
    public void close() throws IOException {
        workbook.finish();
    }
}
