-- Derived: narrower rows in partitions. Their content comes from the events, so nothing is carried over: a filled registry
-- has to be rebuilt once, and does not open before.
DROP TABLE person_current, legal_entity_current, source_record;

-- Master records of natural persons; also the subjects that no version has named yet, with id_type null.
CREATE TABLE person_current (
    subject      uuid        NOT NULL PRIMARY KEY,
    sequence     bigint      NOT NULL, -- of the last event applied
    recorded_at  timestamptz NOT NULL, -- of the last event applied
    birth_date   date,                    -- of the latest period
    present      boolean     NOT NULL,
    id_type      text        COLLATE "C",
    id_number    text        COLLATE "C",
    name         text        COLLATE "C", -- normalised, of the latest period
    other_values text[]      COLLATE "C", -- of other periods, past or future: n:<name>, b:<birth date>; null when there are none
    records      bytea       NOT NULL,    -- keys of the source records that belong to it, 16 bytes each, in order
    master       text        NOT NULL     -- JSON
) PARTITION BY RANGE (subject);

-- An update leaves the indexed columns alone and finds room on its page (HOT) while a fifth of it is kept free. Rows are never
-- compressed: most are short, and the time would be spent at every read and write.
SELECT make_partitions('person_current',
    'fillfactor = 80, autovacuum_vacuum_scale_factor = 0.1, autovacuum_vacuum_cost_delay = 1, toast_tuple_target = 8160');

CREATE INDEX person_current_name ON person_current (name);
CREATE INDEX person_current_birth ON person_current (birth_date);
CREATE INDEX person_current_others ON person_current USING gin (other_values) WHERE other_values IS NOT NULL;

-- Master records of legal entities.
CREATE TABLE legal_entity_current (
    subject      uuid        NOT NULL PRIMARY KEY,
    sequence     bigint      NOT NULL,
    recorded_at  timestamptz NOT NULL,
    present      boolean     NOT NULL,
    id_type      text        COLLATE "C",
    id_number    text        COLLATE "C",
    names        text        COLLATE "C", -- normalised, of all periods, one a line
    division     text        COLLATE "C", -- of the latest period
    other_values text[]      COLLATE "C", -- of other periods: every prefix of their divisions; null when there are none
    records      bytea       NOT NULL,
    master       text        NOT NULL
) PARTITION BY RANGE (subject);

SELECT make_partitions('legal_entity_current',
    'fillfactor = 80, autovacuum_vacuum_scale_factor = 0.1, autovacuum_vacuum_cost_delay = 1, toast_tuple_target = 8160');

CREATE INDEX legal_entity_current_names ON legal_entity_current USING gin (bigrams(names));
CREATE INDEX legal_entity_current_division ON legal_entity_current (division);
CREATE INDEX legal_entity_current_others ON legal_entity_current USING gin (other_values) WHERE other_values IS NOT NULL;

-- Every source record with all its versions.
CREATE TABLE source_record (
    record_key      uuid    NOT NULL PRIMARY KEY, -- 128 bits of SHA-256 over source, dataset and record id
    owner           uuid,                         -- the subject it belongs to; null while no version names one
    highest_version bigint  NOT NULL,
    versions_held   integer NOT NULL,
    stands_until    date,                         -- first day after its timeline, infinity while open; null without one
    source          text    NOT NULL COLLATE "C",
    dataset         text    NOT NULL COLLATE "C",
    record_id       text    NOT NULL COLLATE "C",
    row_fingerprint bytea,                        -- what a row must be to say the same as the highest version; null: always check
    versions        text    NOT NULL              -- JSON, in version order; a content equal to the one before it is null
) PARTITION BY RANGE (record_key);

SELECT make_partitions('source_record',
    'fillfactor = 85, autovacuum_vacuum_scale_factor = 0.1, autovacuum_vacuum_cost_delay = 1, toast_tuple_target = 8160');

-- Records of one dataset lie together, as their files came: a complete extract looks at those places only. The index has a few
-- bytes for every quarter of a megabyte.
CREATE INDEX source_record_origin ON source_record USING brin (dataset, source) WITH (pages_per_range = 32, autosummarize = on);

-- Written by the registry alone; a json column would be parsed again at every write.
TRUNCATE subject_conflict;
ALTER TABLE subject_conflict ALTER COLUMN detail TYPE text;

-- A registry that holds events opens again when they have been applied to the new tables.
INSERT INTO rebuild_unfinished SELECT now() WHERE EXISTS (SELECT FROM event);
