package org.basedata.registry.core.catalogue;

/** Type of an item's values. All values travel as text: dates as YYYY-MM-DD, amounts as plain decimals, codes as listed. */
public enum ValueType {
    TEXT,
    DATE,
    CODE,
    AMOUNT,
    INTEGER
}
