package org.basedata.registry.api.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.basedata.registry.api.Registry;
import org.basedata.registry.api.bench.Folders;
import org.basedata.registry.core.catalogue.CatalogueLoader;
import org.basedata.registry.core.database.TestDatabase;
import org.basedata.registry.importers.file.FileDelivery;
import org.basedata.registry.importers.file.ImportReport;
import org.basedata.registry.importers.sample.SampleFile;
import org.basedata.registry.importers.sample.SampleGenerator;
import org.basedata.registry.importers.sample.SampleSet;
import org.basedata.registry.importers.sample.SampleSize;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The sample of the demo, loaded through the real importers into a real database that a test class has for itself. */
final class LoadedSample implements BeforeAllCallback, AfterAllCallback {
    private static final long SEED = 7;

    private final TestDatabase database = new TestDatabase();
    private final SampleSize size;
    private final Map<String, ImportReport> reports = new LinkedHashMap<>();
    private Path folder;
    private SampleSet sample;
    private Registry registry;

    LoadedSample(SampleSize size) {
        this.size = size;
    }

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        database.open();
        folder = Files.createTempDirectory("sample-");
        sample = SampleGenerator.generate(folder.resolve("sample"), size, SEED);
        registry = Registry.open(
                database.database(), CatalogueLoader.standardYaml(), Clock.systemUTC(), 3, folder.resolve("spool"));
        for (SampleFile file : sample.files())
            reports.put(
                    file.path().getFileName().toString(),
                    registry.desk()
                            .fileImport()
                            .run(FileDelivery.of(file.path(), file.source(), file.dataset()), progress -> {}));
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        if (registry != null) registry.close();
        database.close();
        if (folder != null) Folders.delete(folder);
    }

    Registry registry() {
        return registry;
    }

    DataSource dataSource() {
        return database.dataSource();
    }

    SampleSet sample() {
        return sample;
    }

    /** By name of the file, in the order in which they were loaded. */
    Map<String, ImportReport> reports() {
        return reports;
    }
}
