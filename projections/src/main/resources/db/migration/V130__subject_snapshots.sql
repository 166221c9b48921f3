-- Derived: what a subject's events had led to after every fiftieth of them, so that what was known then is not folded from the
-- first event on. Most subjects never have that many. Subjects that had them before this table was made have none for those: a
-- reader then begins at the first event.
CREATE TABLE subject_snapshot (
    subject     uuid        NOT NULL,
    sequence    bigint      NOT NULL, -- of the last event that it covers
    recorded_at timestamptz NOT NULL, -- of that event
    id_type     text        COLLATE "C",
    id_number   text        COLLATE "C",
    master      text        NOT NULL, -- as in the tables of master records
    links       text,
    PRIMARY KEY (subject, sequence)
) PARTITION BY RANGE (subject);

-- Written once.
SELECT make_partitions('subject_snapshot', 'fillfactor = 100, autovacuum_vacuum_insert_scale_factor = 0.5, toast_tuple_target = 8160');
