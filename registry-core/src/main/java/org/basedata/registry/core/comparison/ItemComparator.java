package org.basedata.registry.core.comparison;

/** Says whether two values of one item mean the same. Symmetric; equal normal forms are always the same. */
public interface ItemComparator {
    /** The form in which values are compared and grouped; idempotent. The submitted form is what is kept and shown. */
    String normalise(String value);

    /** True when the difference between the two values is inside the item's tolerance. */
    boolean same(String one, String other);
}
