-- Derived: which subjects were changed, in the order of the log, for those who are told of changes. A row an event that may change what is
-- answered of a subject; what it is stands in the streams. A streaming processor follows the log with it: nobody who writes waits for it.
CREATE TABLE subject_change (
    subject      uuid        NOT NULL,
    sequence     bigint      NOT NULL, -- of the event
    position     bigint      NOT NULL, -- of the event in the log
    recorded_at  timestamptz NOT NULL,
    legal_entity boolean     NOT NULL,
    present      boolean     NOT NULL, -- whether the subject has a record since
    items        text[] COLLATE "C",   -- whose timelines are others; null where anything may be
    divisions    text        NOT NULL COLLATE "C", -- everywhere that it was ever said to be: |440103|440305|
    PRIMARY KEY (subject, sequence)
) WITH (fillfactor = 100, autovacuum_vacuum_insert_scale_factor = 0.1, autovacuum_vacuum_cost_delay = 1);

-- Readers go along it, each from where it was.
CREATE UNIQUE INDEX subject_change_position ON subject_change (position);
