-- Derived: which other subject an item of a subject names. A row has no value: what is said, and from when to when, is in the subject's
-- master record. A streaming processor follows the log with both tables.
CREATE TABLE subject_tie (
    subject uuid   NOT NULL,
    number  bigint NOT NULL, -- of the subject's rows, from 0, in the order of kind and target
    kind    text   NOT NULL COLLATE "C",
    target  uuid   NOT NULL, -- the subject that the number leads to, registered or not
    PRIMARY KEY (subject, number)
);

CREATE INDEX subject_tie_target ON subject_tie (target, kind);

-- Derived: rules across subjects that are broken now, worked out from nothing but the master records of both.
CREATE TABLE tie_violation (
    subject    uuid        NOT NULL, -- in doubt
    number     bigint      NOT NULL, -- from 2^52 up, where no number of subject_conflict comes
    other      uuid        NOT NULL, -- the subject that contradicts
    item       text        NOT NULL COLLATE "C",
    rule       text        NOT NULL COLLATE "C",
    severity   text        NOT NULL COLLATE "C",
    sources    text[]      NOT NULL COLLATE "C",
    valid_from date,                 -- null for since ever
    valid_to   date,                 -- null for until further notice
    since      timestamptz NOT NULL, -- when the last of its values became known
    detail     text        NOT NULL, -- JSON
    PRIMARY KEY (subject, number)
);

CREATE INDEX tie_violation_other ON tie_violation (other);
CREATE INDEX tie_violation_queue ON tie_violation (since, subject, number);
CREATE INDEX tie_violation_item ON tie_violation (item, since, subject, number);
