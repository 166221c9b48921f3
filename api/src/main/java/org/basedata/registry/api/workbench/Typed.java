package org.basedata.registry.api.workbench;

import java.util.Map;

/**
 * What was typed into the form that was refused, so that nobody types it again. Other forms of the page have fields of the same names and show
 * nothing of it: a reason for one thing is none for another.
 *
 * @param form of the page, as its address ends
 * @param fields by their names
 */
public record Typed(String form, Map<String, String> fields) {
    static final Typed NOTHING = new Typed("", Map.of());

    /** Empty unless it was this form. */
    public Map<String, String> in(String of) {
        return isIn(of) ? fields : Map.of();
    }

    public boolean isIn(String of) {
        return form.equals(of);
    }
}
