package org.basedata.registry.importers.sample;

/** A number as departments and acts write it. */
record DocumentNumber(String idType, String id) {
    String json() {
        return "{\"idType\":" + Truth.quoted(idType) + ",\"id\":" + Truth.quoted(id) + "}";
    }
}
