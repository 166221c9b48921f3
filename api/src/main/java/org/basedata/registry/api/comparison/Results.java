package org.basedata.registry.api.comparison;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.basedata.registry.api.job.Delimited;
import org.basedata.registry.api.job.Job;
import org.basedata.registry.api.job.Sheets;
import org.basedata.registry.api.subject.ListComparing;
import org.basedata.registry.importers.file.ListFile;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Writes the result of a comparison as a file, row by row as it is read from the table. */
@Component
final class Results {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int AT_ONCE = 1_000;

    private final ComparisonRows rows;

    Results(ComparisonRows rows) {
        this.rows = rows;
    }

    /** Which file is asked for. */
    enum Form {
        /** A row for every value that is not the registry's. */
        DIFFERENCES,
        /**
         * The list back, all its rows and columns: values that mean the same in the registry's way of writing, missing ones completed where
         * they may be seen, others as they were sent.
         */
        CLEANSED
    }

    /** Takes rows in one of the forms of files. */
    private interface Sink {
        void add(List<String> heads, List<String> cells) throws IOException;

        void end() throws IOException;
    }

    void write(Job job, Form form, ListFile.Form as, OutputStream out) throws IOException {
        ComparisonWanted wanted = Comparisons.wanted(job);
        Sink sink = sink(as, out);
        List<String> heads = form == Form.CLEANSED ? cleansedHeads(wanted) : DIFFERENCE;
        if (as != ListFile.Form.JSONL) sink.add(heads, heads);
        long after = 0;
        long count = 0;
        List<ComparedRow> some;
        do {
            some = form == Form.CLEANSED
                    ? rows.all(job.id(), after, AT_ONCE)
                    : rows.differing(job.id(), null, null, null, after, AT_ONCE);
            for (ComparedRow row : some) {
                after = row.number();
                count++;
                if (form == Form.CLEANSED) sink.add(heads, cleansed(row, wanted));
                else for (List<String> cells : differences(row, wanted)) sink.add(heads, cells);
            }
        } while (some.size() == AT_ONCE);
        // What ends too soon must not look whole.
        if (count < expected(job, form)) throw new IOException("the rows were removed while they were sent");
        sink.end();
    }

    private static long expected(Job job, Form form) {
        return form == Form.CLEANSED
                ? job.rows()
                : job.rows() - Comparisons.counts(job).of(ListComparing.Outcome.SAME);
    }

    private static Sink sink(ListFile.Form as, OutputStream out) throws IOException {
        return switch (as) {
            case CSV -> {
                out.write(Delimited.BEGIN);
                yield new Sink() {
                    @Override
                    public void add(List<String> heads, List<String> cells) throws IOException {
                        ByteArrayOutputStream row = new ByteArrayOutputStream();
                        Delimited.add(row, cells);
                        row.writeTo(out);
                    }

                    @Override
                    public void end() {}
                };
            }
            case JSONL ->
                new Sink() {
                    @Override
                    public void add(List<String> heads, List<String> cells) throws IOException {
                        Map<String, String> row = new LinkedHashMap<>();
                        for (int i = 0; i < heads.size(); i++) row.put(heads.get(i), cells.get(i));
                        out.write(JSON.writeValueAsBytes(row));
                        out.write('\n');
                    }

                    @Override
                    public void end() {}
                };
            case XLSX -> {
                Sheets sheets = new Sheets(out);
                yield new Sink() {
                    @Override
                    public void add(List<String> heads, List<String> cells) throws IOException {
                        sheets.add(cells);
                    }

                    @Override
                    public void end() throws IOException {
                        sheets.close();
                    }
                };
            }
        };
    }

    private static final List<String> DIFFERENCE =
            List.of("row", "line", "id", "outcome", "ref", "item", "verdict", "own", "registry", "status", "fault");

    private static List<List<String>> differences(ComparedRow row, ComparisonWanted wanted) {
        List<List<String>> all = new ArrayList<>();
        int idColumn = wanted.columns().indexOf(wanted.idColumn());
        String id = row.asked() == null && row.cells().size() <= idColumn
                ? ""
                : row.cells().get(idColumn);
        row.findings().forEach((item, finding) -> {
            if (!isDifference(finding)) return;
            all.add(line(
                    row, id, item, finding.verdict(), own(row, item, wanted), finding.value(), finding.status(), null));
        });
        row.faults()
                .forEach(fault ->
                        all.add(line(row, id, null, null, null, null, null, fault.code() + ": " + fault.message())));
        if (all.isEmpty()) all.add(line(row, id, null, null, null, null, null, null));
        return all;
    }

    private static List<String> line(
            ComparedRow row,
            String id,
            String item,
            String verdict,
            String own,
            String registry,
            String status,
            String fault) {
        List<String> cells = new ArrayList<>();
        cells.add(Long.toString(row.number()));
        cells.add(Long.toString(row.line()));
        cells.add(id);
        cells.add(row.outcome().name());
        cells.add(row.subject() == null ? "" : row.subject().toString());
        for (String cell : new String[] {item, verdict, own, registry, status, fault})
            cells.add(cell == null ? "" : cell);
        return cells;
    }

    static boolean isDifference(ListComparing.Finding finding) {
        return !finding.verdict().equals("MATCH") && !finding.verdict().equals(ListComparing.NOT_GIVEN);
    }

    /** What the list says of the item, as it was sent; null where it has no such column, or the row cannot be read. */
    static String own(ComparedRow row, String item, ComparisonWanted wanted) {
        for (Map.Entry<String, String> column : wanted.mapping().entrySet()) {
            int place = wanted.columns().indexOf(column.getKey());
            if (column.getValue().equals(item) && place < row.cells().size())
                return row.cells().get(place);
        }
        return null;
    }

    private static List<String> cleansedHeads(ComparisonWanted wanted) {
        List<String> heads = new ArrayList<>(wanted.columns());
        heads.addAll(wanted.complete());
        for (String each : List.of("outcome", "normalised", "completed", "differs", "fault"))
            heads.add("registry." + each);
        return heads;
    }

    /** A difference is not resolved here: where the registry says something else, the list keeps what it says, and is told so. */
    private static List<String> cleansed(ComparedRow row, ComparisonWanted wanted) {
        List<String> cells = new ArrayList<>();
        List<String> normalised = new ArrayList<>();
        List<String> completed = new ArrayList<>();
        List<String> differs = new ArrayList<>();
        for (int i = 0; i < wanted.columns().size(); i++) {
            String cell = i < row.cells().size() ? row.cells().get(i) : "";
            String item = wanted.mapping().get(wanted.columns().get(i));
            ListComparing.Finding finding = item == null ? null : row.findings().get(item);
            if (finding == null) {
                cells.add(cell);
                continue;
            }
            boolean disputed = finding.status() != null && finding.status().contains("DISPUTED");
            boolean take = finding.value() != null && !disputed && !isDifference(finding);
            cells.add(take ? finding.value() : cell);
            if (isDifference(finding)) differs.add(item);
            else if (take && !finding.value().equals(cell)) (cell.isBlank() ? completed : normalised).add(item);
        }
        for (String item : wanted.complete()) {
            ListComparing.Finding finding = row.findings().get(item);
            boolean there = finding != null && finding.value() != null;
            cells.add(there ? finding.value() : "");
            if (there) completed.add(item);
        }
        cells.add(row.outcome().name());
        for (List<String> each : List.of(normalised, completed, differs)) cells.add(String.join("|", each));
        cells.add(String.join(
                "|",
                row.faults().stream()
                        .map(fault -> fault.code() + ": " + fault.message())
                        .toList()));
        return cells;
    }
}
