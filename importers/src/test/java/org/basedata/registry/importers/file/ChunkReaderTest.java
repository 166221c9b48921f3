package org.basedata.registry.importers.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.basedata.registry.core.catalogue.Catalogue;
import org.basedata.registry.core.catalogue.CatalogueLoader;
import org.basedata.registry.core.fault.Fault;
import org.basedata.registry.core.reference.CodeLists;
import org.basedata.registry.core.submission.SubmissionCheck;
import org.junit.jupiter.api.Test;

class ChunkReaderTest {
    private static final String DATASET = "social-insurance";
    private static final Catalogue CATALOGUE = CatalogueLoader.standard();

    /** Rows as they come, without a file; the last may be a failure instead. */
    private static final class Generated implements FileRows {
        final Columns columns = Columns.read(
                List.of("recordId", "version", "idType", "id", "name", "sex", "employerName"),
                CATALOGUE,
                CodeLists.standard(),
                "RS",
                CATALOGUE.dataset(DATASET).orElseThrow(),
                DatasetMapping.of(DATASET),
                false);
        final long count;
        final boolean failing;
        final AtomicLong read = new AtomicLong();

        Generated(long count, boolean failing) {
            this.count = count;
            this.failing = failing;
        }

        @Override
        public ReadRow next() throws IOException {
            long index = read.get();
            if (index == count && failing) throw new IOException("the disk is gone");
            if (index == count) return null;
            read.incrementAndGet();
            List<String> fields = List.of("R-" + index, "1", "111", "11010519491231002X", "王小兰", "女", "某公司");
            return new ReadRow(index, index + 2, fields, null, null, 50);
        }

        @Override
        public FileRow map(ReadRow row) {
            return new FileRow(
                    row.index(),
                    row.line(),
                    columns.record(row.index(), row.line(), row.fields()),
                    null,
                    () -> row.fields().toString());
        }

        @Override
        public boolean mayHaveVersions() {
            return true;
        }

        @Override
        public List<Fault> warnings() {
            return List.of();
        }

        @Override
        public long bytesRead() {
            return read.get() * 50;
        }

        @Override
        public void close() {}
    }

    @Test
    void whateverTheSizeOfTheFileFewRowsAreInMemoryAndAllComeInOrder() throws Exception {
        Generated rows = new Generated(2_000_000, false);
        SubmissionCheck check = new SubmissionCheck(CATALOGUE, CodeLists.standard());
        AtomicInteger working = new AtomicInteger();
        AtomicInteger mostWorking = new AtomicInteger();
        long taken = 0;
        try (ChunkReader reader = new ChunkReader(rows, 1_000, (read, bytes) -> {
            mostWorking.accumulateAndGet(working.incrementAndGet(), Math::max);
            List<Chunk.Checked> mapped = read.stream()
                    .map(row -> new Chunk.Checked(rows.map(row), null))
                    .toList();
            // One row a chunk goes the whole way, the others are read and mapped.
            FileRow first = mapped.get(0).row();
            assertThat(check.check(new UUID(1, 2), "RS", first.record(), null, false)
                            .record())
                    .isNotNull();
            working.decrementAndGet();
            return new Chunk(0, mapped, List.of(), List.of(), bytes);
        })) {
            long ahead = 0;
            while (true) {
                Chunk chunk = reader.next();
                if (chunk == null) break;
                for (Chunk.Checked row : chunk.rows()) {
                    if (row.row().index() != 1_000 + taken) throw new AssertionError("out of order at " + taken);
                    taken++;
                }
                ahead = Math.max(ahead, rows.read.get() - 1_000 - taken);
            }
            assertThat(ahead).isLessThanOrEqualTo((long) ChunkReader.MOST_CHUNKS * Chunk.MOST_ROWS);
        }
        assertThat(taken).isEqualTo(1_999_000);
        assertThat(mostWorking.get()).isBetween(1, 2);
    }

    @Test
    void whatWasReadBeforeAFailureComesBeforeIt() throws Exception {
        try (ChunkReader reader = new ChunkReader(
                new Generated(2_500, true),
                0,
                (read, bytes) -> new Chunk(read.size(), List.of(), List.of(), List.of(), bytes))) {
            assertThat(reader.next().known()).isEqualTo(2_000);
            assertThatThrownBy(() -> {
                        while (true) reader.next();
                    })
                    .isInstanceOf(UncheckedIOException.class);
        }
    }

    @Test
    void aFailureOfTheCheckStopsTheImport() {
        try (ChunkReader reader = new ChunkReader(new Generated(10, false), 0, (read, bytes) -> {
            throw new IllegalStateException("no");
        })) {
            assertThatThrownBy(reader::next).isInstanceOf(IllegalStateException.class);
        }
    }
}
