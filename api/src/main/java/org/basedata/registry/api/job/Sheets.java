package org.basedata.registry.api.job;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/**
 * Rows of a workbook, over as many sheets as it takes, each with the heads; the first row is taken for them. Values are written in their
 * rows: a table of all of them, as workbooks usually have, would fill the memory. None is a formula or a number, so that long numbers stay whole.
 */
public final class Sheets implements Closeable {
    /** The most rows that a sheet holds, the heads among them. */
    private static final int MOST_ROWS = 1_048_576;

    private static final int FLUSHED = 1_000;

    private final Workbook workbook;
    private final int mostRows;
    private List<String> heads;
    private Worksheet sheet;
    private int count;
    private int row;

    /** @param out stays the caller's to close */
    public Sheets(OutputStream out) {
        this(out, MOST_ROWS);
    }

    Sheets(OutputStream out, int mostRows) {
        this.workbook = new Workbook(out, "base-data-registry", "1.0");
        this.mostRows = mostRows;
    }

    public void add(List<String> cells) throws IOException {
        if (heads == null) {
            heads = cells;
            begin();
            return;
        }
        if (row == mostRows) begin();
        write(cells);
    }

    private void begin() throws IOException {
        if (sheet != null) sheet.close();
        sheet = workbook.newWorksheet("data " + ++count);
        sheet.freezePane(0, 1);
        row = 0;
        write(heads);
    }

    private void write(List<String> cells) throws IOException {
        for (int column = 0; column < cells.size(); column++) {
            String cell = cells.get(column);
            if (cell != null && !cell.isEmpty()) sheet.inlineString(row, column, cell);
        }
        if (++row % FLUSHED == 0) sheet.flush();
    }

    @Override
    public void close() throws IOException {
        if (sheet != null) sheet.close();
        workbook.finish();
    }
}
