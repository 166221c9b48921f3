package org.basedata.registry.core.catalogue;

/** Sharing types of Decree 809 articles 14 and 15: 无条件共享, 有条件共享, 不予共享. */
public enum SharingType {
    UNCONDITIONAL,
    CONDITIONAL,
    NOT_SHARED
}
