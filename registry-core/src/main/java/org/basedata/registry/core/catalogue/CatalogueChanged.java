package org.basedata.registry.core.catalogue;

/** The given catalogue is not the one that the stored outcomes were decided by; the registry does not start. */
public final class CatalogueChanged extends RuntimeException {
    CatalogueChanged(String inForce, String given) {
        super("CATALOGUE_CHANGED: the registry was filled under catalogue " + inForce + ", but catalogue " + given
                + " was given, which changes more than it adds, or says something else under a version that was used."
                + " Start with the catalogue in force, use another data directory, or, under a new version, only add sources,"
                + " datasets and items; other revisions of the catalogue of a filled registry are not possible yet."
                + " 登记库现行目录为 " + inForce + ",所给目录 " + given
                + " 改动了原有内容或沿用了已有的版本号,拒绝启动。请使用现行目录、另用数据目录,或以新版本号仅增加数源部门、信息组和数据项。");
    }
}
