package org.basedata.registry.core.catalogue;

/** The given catalogue is not the one that the stored outcomes were decided by; the registry does not start. */
public final class CatalogueChanged extends RuntimeException {
    CatalogueChanged(String inForce, String given) {
        super("CATALOGUE_CHANGED: the registry was filled under catalogue " + inForce + ", but catalogue " + given
                + " with other content was given. Start with the catalogue in force, or use another data directory;"
                + " revising the catalogue of a filled registry is not possible yet."
                + " 登记库按目录 " + inForce + " 建立,与所给目录 " + given + " 内容不同,拒绝启动。");
    }
}
