-- Of record, one row at most: rows of subject_change up to this position may have been dropped, since their time was over. Whoever has not come past
-- it cannot be told all that follows.
CREATE TABLE subject_change_dropped (
    up_to bigint NOT NULL
);
CREATE UNIQUE INDEX subject_change_dropped_one ON subject_change_dropped ((true));
