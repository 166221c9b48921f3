package org.basedata.registry.core.subject;

import org.basedata.registry.core.survivorship.ConflictKind;

/** A contradiction is gone, because the sources converged or withdrew. */
public record ConflictSettled(long number, ConflictKind kind, String item) implements ConflictEvent {}
