package org.basedata.registry.core.catalogue;

import java.util.Objects;

/**
 * One thing that is wrong with a catalogue file.
 *
 * @param line line in the file, counted from 1; of the entry that lacks something when something is missing
 * @param path where it is in the file, such as {@code persons.items.sex.authority[0]}
 * @param message what was found, which rule it breaks and what is allowed, in Chinese
 * @param messageEn the same in English
 */
public record CatalogueFault(int line, String path, String message, String messageEn) {
    public CatalogueFault {
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(messageEn, "messageEn");
    }

    @Override
    public String toString() {
        return "line " + line + (path.isEmpty() ? "" : ", " + path) + ": " + messageEn + " / " + message;
    }
}
