package org.basedata.registry.core.sharing;

import java.util.UUID;

/** Opaque id of an agreement and of its stream. People call it by its number. */
public record AgreementId(
        @com.fasterxml.jackson.annotation.JsonValue UUID value) {
    @com.fasterxml.jackson.annotation.JsonCreator
    public static AgreementId of(String text) {
        return new AgreementId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
