package org.basedata.registry.core.database;

/** Types of columns that rows are written to in binary form, with PostgreSQL's numbers of them. */
public enum ColumnType {
    BOOL(16),
    BYTEA(17),
    BIGINT(20),
    SMALLINT(21),
    INTEGER(23),
    TEXT(25),
    TEXTS(1009),
    DATE(1082),
    TIMESTAMPTZ(1184),
    UUID(2950);

    final int number;

    ColumnType(int number) {
        this.number = number;
    }
}
