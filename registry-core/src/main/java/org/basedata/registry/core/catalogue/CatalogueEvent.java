package org.basedata.registry.core.catalogue;

/** What happens in the catalogue's stream, of which there is one. */
public sealed interface CatalogueEvent permits CatalogueRevised, SourceRegistered {
    /** Aggregate type of the stream in the event store. */
    String STREAM = "Catalogue";

    /** Id of the stream. */
    String STREAM_ID = "00000000-0000-8000-8000-0000000000c1";
}
