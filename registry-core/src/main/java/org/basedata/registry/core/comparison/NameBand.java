package org.basedata.registry.core.comparison;

/** How alike two names are. {@code DIFFERENT} is a doubt about identity; {@code SIMILAR} is a difference that people settle. */
public enum NameBand {
    EQUAL,
    SIMILAR,
    DIFFERENT
}
