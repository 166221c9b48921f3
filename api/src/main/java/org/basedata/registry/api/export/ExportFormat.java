package org.basedata.registry.api.export;

import java.util.Locale;

/** How an exported file is written. */
enum ExportFormat {
    CSV("text/csv;charset=UTF-8"),
    XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    JSONL("application/jsonl");

    private final String mediaType;

    ExportFormat(String mediaType) {
        this.mediaType = mediaType;
    }

    String mediaType() {
        return mediaType;
    }

    String suffix() {
        return name().toLowerCase(Locale.ROOT);
    }
}
