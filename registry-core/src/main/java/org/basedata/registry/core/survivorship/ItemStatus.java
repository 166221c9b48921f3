package org.basedata.registry.core.survivorship;

/** Status of an item's value (存疑, 已裁定, 暂用, 已佐证, 单一来源). Where several apply, the first one here is shown. */
public enum ItemStatus {
    DISPUTED,
    DECIDED,
    PROVISIONAL,
    CORROBORATED,
    SOLE
}
