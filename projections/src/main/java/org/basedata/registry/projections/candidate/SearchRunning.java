package org.basedata.registry.projections.candidate;

/** Another search runs on this database. */
public final class SearchRunning extends RuntimeException {
    public SearchRunning() {
        super("SEARCH_RUNNING: candidates are being searched for on this database already; wait until that is done"
                + " / 正在查找疑似同一主体,请待其完成");
    }
}
