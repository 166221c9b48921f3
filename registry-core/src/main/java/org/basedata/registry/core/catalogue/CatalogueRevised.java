package org.basedata.registry.core.catalogue;

/**
 * A version of the catalogue came into force (809 article 17).
 *
 * @param fingerprint {@link CatalogueLoader#fingerprint} of the text
 * @param yaml the whole text, so that any outcome can be explained by the catalogue it names
 */
public record CatalogueRevised(String version, String fingerprint, String yaml, String by, String reason)
        implements CatalogueEvent {}
