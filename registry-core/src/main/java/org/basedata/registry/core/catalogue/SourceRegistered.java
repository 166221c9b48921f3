package org.basedata.registry.core.catalogue;

/** A department was entered in the register of members (GZ decree 165 articles 2 and 17). */
public record SourceRegistered(Source source) implements CatalogueEvent {}
