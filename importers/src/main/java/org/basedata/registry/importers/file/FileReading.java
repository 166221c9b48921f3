package org.basedata.registry.importers.file;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.basedata.registry.core.catalogue.Catalogue;
import org.basedata.registry.core.reference.CodeLists;

/** Reads a file as an import does, up to the fields of its rows, and submits nothing: what an import costs at the least. */
public final class FileReading {
    private final Catalogue catalogue;
    private final CodeLists codes;

    public FileReading(Catalogue catalogue, CodeLists codes) {
        this.catalogue = catalogue;
        this.codes = codes;
    }

    /**
     * @param delivery a delimited file with a header, which fits the catalogue
     * @param recordIds given the record ids of each {@code batch} rows, on the calling thread
     * @return how many rows were read, without those that are malformed
     */
    public long recordIds(FileDelivery delivery, int batch, Consumer<List<String>> recordIds) throws IOException {
        TextFile text = TextFile.probe(delivery.file(), delivery.charset());
        try (FileRows rows = CsvFile.open(
                text,
                headers -> Columns.read(
                        headers,
                        catalogue,
                        codes,
                        delivery.source(),
                        catalogue.dataset(delivery.dataset()).orElseThrow(),
                        DatasetMapping.of(delivery.dataset()),
                        delivery.extractTime() != null))) {
            long read = 0;
            List<String> ids = new ArrayList<>(batch);
            ReadRow next;
            while ((next = rows.next()) != null) {
                FileRow row = rows.map(next);
                if (row.record() == null) continue;
                ids.add(row.record().recordId());
                read++;
                if (ids.size() == batch) {
                    recordIds.accept(ids);
                    ids = new ArrayList<>(batch);
                }
            }
            if (!ids.isEmpty()) recordIds.accept(ids);
            return read;
        }
    }
}
