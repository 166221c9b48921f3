package org.basedata.registry.importers.sample;

import java.nio.file.Path;

/**
 * One department's CSV file (RFC 4180, CRLF, one header row).
 *
 * @param charset {@code UTF-8}, {@code UTF-8-BOM} or {@code GB18030}; with {@code UTF-8-BOM} the file begins with EF BB BF
 */
public record SampleFile(Path path, String source, String dataset, String charset) {}
