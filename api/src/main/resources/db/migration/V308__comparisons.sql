-- Of record: what came of each row of a list that a department compares with the registry; kept as long as the job's result.
CREATE TABLE comparison_row (
    job      uuid    NOT NULL,
    number   bigint  NOT NULL, -- of the row in the list, from 1
    line     bigint  NOT NULL, -- of the file on which it begins
    outcome  text    NOT NULL, -- SAME, DIFFERS, NO_RECORD, CANCELLED, THROTTLED, FAULTY
    asked    uuid, -- the subject that its key leads to; null where it has none
    subject  uuid, -- who answers to it; null for nobody
    cells    text[]  NOT NULL, -- as they were sent
    findings text    NOT NULL, -- JSON: by item the verdict and, where it may be seen, what the registry has
    faults   text, -- JSON: why it could not be compared
    PRIMARY KEY (job, number)
);
CREATE INDEX comparison_row_outcome ON comparison_row (job, outcome, number);

-- Of record: differences that were reported as doubts; no value is in it.
CREATE TABLE comparison_doubt (
    job    uuid   NOT NULL,
    number bigint NOT NULL,
    item   text   NOT NULL,
    doubt  text   NOT NULL, -- id of the doubt
    PRIMARY KEY (job, number, item)
);
