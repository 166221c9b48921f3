package org.basedata.registry.core.catalogue;

/** How much a conflict on an item matters; {@code IDENTITY} touches who the subject is. */
public enum Severity {
    IDENTITY,
    MAJOR,
    MINOR
}
