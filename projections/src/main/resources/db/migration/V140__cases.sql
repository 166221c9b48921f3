-- Numbers by which people call cases. Of record: a number is never given twice.
CREATE SEQUENCE case_number AS bigint;

-- Derived: the queue of cases, a row a case, written in the transaction that appends its steps.
CREATE TABLE reconciliation_case (
    case_id     uuid        NOT NULL PRIMARY KEY,
    version     integer     NOT NULL, -- sequence of the last step
    number      text        NOT NULL COLLATE "C",
    subject     uuid        NOT NULL,
    cause       text        NOT NULL COLLATE "C",
    state       text        NOT NULL COLLATE "C",
    severity    text        NOT NULL COLLATE "C", -- IDENTITY, MAJOR, MINOR: the order of letters is that of gravity
    items       text[]      NOT NULL COLLATE "C",
    sources     text[]      NOT NULL COLLATE "C", -- with competing values, now or before, and those that were asked
    division    text        COLLATE "C",          -- where the subject lives or is registered; null when nobody says
    shapes      text[]      NOT NULL COLLATE "C",
    conflicts   integer     NOT NULL,
    opened_at   timestamptz NOT NULL,
    due         date        NOT NULL,
    assignee    text        COLLATE "C",
    waiting_for text[]      NOT NULL COLLATE "C", -- sources that were asked and have not answered
    reporters   text[]      NOT NULL COLLATE "C",
    escalated   integer     NOT NULL,
    closed_at   timestamptz,                      -- null while it is open
    outcome     text        COLLATE "C"
) WITH (fillfactor = 90, autovacuum_vacuum_scale_factor = 0.05, autovacuum_analyze_scale_factor = 0.05);

CREATE UNIQUE INDEX reconciliation_case_number ON reconciliation_case (number);
-- One open case a subject, also when two open one at once.
CREATE UNIQUE INDEX reconciliation_case_open ON reconciliation_case (subject) WHERE closed_at IS NULL;
CREATE INDEX reconciliation_case_subject ON reconciliation_case (subject) WHERE closed_at IS NOT NULL;

-- The queue in each of its orders, and by each of its filters. Closed cases are no part of it.
CREATE INDEX reconciliation_case_due ON reconciliation_case (due, case_id) WHERE closed_at IS NULL;
CREATE INDEX reconciliation_case_opened ON reconciliation_case (opened_at, case_id) WHERE closed_at IS NULL;
CREATE INDEX reconciliation_case_severity ON reconciliation_case (severity, due, case_id) WHERE closed_at IS NULL;
CREATE INDEX reconciliation_case_state ON reconciliation_case (state, due, case_id) WHERE closed_at IS NULL;
CREATE INDEX reconciliation_case_division ON reconciliation_case (division, due, case_id) WHERE closed_at IS NULL;
CREATE INDEX reconciliation_case_assignee ON reconciliation_case (assignee, due, case_id)
    WHERE closed_at IS NULL AND assignee IS NOT NULL;
CREATE INDEX reconciliation_case_words ON reconciliation_case USING gin (items, sources) WHERE closed_at IS NULL;
CREATE INDEX reconciliation_case_reporters ON reconciliation_case USING gin (reporters) WHERE reporters <> '{}';
CREATE INDEX reconciliation_case_closed ON reconciliation_case (due, case_id) WHERE closed_at IS NOT NULL;

-- Derived: what sources were asked, likewise.
CREATE TABLE case_verification (
    case_id     uuid        NOT NULL,
    number      bigint      NOT NULL,             -- of the request within the case
    source      text        NOT NULL COLLATE "C",
    case_number text        NOT NULL COLLATE "C",
    subject     uuid        NOT NULL,
    items       text[]      NOT NULL COLLATE "C",
    question    text        NOT NULL,
    asked_at    timestamptz NOT NULL,
    due         date        NOT NULL,
    answered_at timestamptz,
    verdict     text        COLLATE "C",
    lapsed      boolean     NOT NULL,             -- the case was closed without an answer
    closed_at   timestamptz,                      -- of the case
    outcome     text        COLLATE "C",          -- likewise
    PRIMARY KEY (case_id, number)
);

CREATE INDEX case_verification_open ON case_verification (source, due, case_id, number)
    WHERE answered_at IS NULL AND NOT lapsed;
CREATE INDEX case_verification_source ON case_verification (source, asked_at DESC, case_id, number);

-- Of record: files that answers rest on.
CREATE TABLE attachment (
    id          uuid        NOT NULL PRIMARY KEY,
    case_id     uuid        NOT NULL,
    name        text        NOT NULL,
    type        text        NOT NULL,
    bytes       integer     NOT NULL,
    sha256      text        NOT NULL COLLATE "C", -- of the content, hex
    content     bytea       NOT NULL,
    uploaded_by text        NOT NULL,             -- sign-in name
    department  text        COLLATE "C",
    uploaded_at timestamptz NOT NULL
);

CREATE INDEX attachment_case ON attachment (case_id);
-- Files are packed already.
ALTER TABLE attachment ALTER COLUMN content SET STORAGE EXTERNAL;

-- Transient: subjects to be looked at though no event tells of them. In a registry that was filled before, those that break a rule across
-- subjects; the processor "cases" takes them away as it goes.
CREATE TABLE case_review (
    subject uuid NOT NULL PRIMARY KEY
);

INSERT INTO case_review SELECT DISTINCT subject FROM tie_violation;
