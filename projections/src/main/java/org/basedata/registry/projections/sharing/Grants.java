package org.basedata.registry.projections.sharing;

import org.basedata.registry.core.sharing.Granted;

public final class Grants {
    public Grants(javax.sql.DataSource s) {}

    public Granted of(String department) {
        return Granted.NOTHING;
    }
}
