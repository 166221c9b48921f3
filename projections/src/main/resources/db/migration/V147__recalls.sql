-- Of record, for the sake of the acknowledgements: departments that were given a value which the registry says otherwise now. A row a
-- department, subject and item, until it is acknowledged; what changes meanwhile changes the row.
CREATE TABLE recall (
    id              uuid        NOT NULL,
    department      text        NOT NULL,
    subject         uuid        NOT NULL, -- as it was read; it may have gone over to another since
    subject_type    text,
    item            text        NOT NULL,
    valid_from      date,                 -- null for since ever
    valid_to        date,                 -- first day after; null for until further notice
    sequence_before bigint      NOT NULL, -- the last event that any of the answers covered; -1 where that is not known
    changed_in      uuid        NOT NULL, -- the stream of the event by which the value became what it is
    sequence_after  bigint      NOT NULL, -- its place there
    changed_at      timestamptz NOT NULL,
    cause           text        NOT NULL,
    accesses        integer     NOT NULL,
    first_read      timestamptz NOT NULL,
    last_read       timestamptz NOT NULL,
    case_references text[]      NOT NULL,
    raised_at       timestamptz NOT NULL,
    updated_at      timestamptz NOT NULL,
    revision        integer     NOT NULL,
    state           text        NOT NULL, -- OPEN, ACKNOWLEDGED, RESTORED
    acknowledged_at timestamptz,
    acknowledged_by text,                 -- account
    note            text,
    CONSTRAINT recall_pkey PRIMARY KEY (id)
);
CREATE UNIQUE INDEX recall_open ON recall (subject, department, item) WHERE state = 'OPEN';
CREATE INDEX recall_subject ON recall (subject, raised_at DESC, id DESC);
CREATE INDEX recall_department ON recall (department, raised_at DESC, id DESC);
CREATE INDEX recall_department_open ON recall (department, raised_at DESC, id DESC) WHERE state = 'OPEN';

-- What was read for a file of the department's own, and the subjects of an answer: rows lie in the order of time, so a summary of each
-- few pages finds them, which costs those who write next to nothing.
CREATE INDEX access_case ON access (department, case_reference, at, id) WHERE case_reference IS NOT NULL;
CREATE INDEX access_subject_time ON access_subject USING brin (at) WITH (pages_per_range = 16, autosummarize = on);
