package org.basedata.registry.api.job;

import java.sql.SQLException;

/** What jobs of a kind do. */
public interface Work {
    JobKind kind();

    /**
     * Takes a job from where it stands to its end, step by step; each step is committed with the mark from which the next goes on.
     *
     * @throws org.basedata.registry.api.problem.RequestRefused when what it needs may not be seen any more
     */
    void run(Job job, Held held) throws SQLException;
}
