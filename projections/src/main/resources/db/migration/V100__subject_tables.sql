-- Derived: everything here can be built again from the events, row for row. Codes and normalised names compare by bytes
-- (collation "C"), which is all that equality and prefixes need.

-- Parts of two characters, by which a part of a name is found. pg_trgm would need three characters, and Chinese trade names
-- often have two.
CREATE FUNCTION bigrams(text) RETURNS text[]
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN (SELECT coalesce(array_agg(substr($1, i, 2)), '{}') FROM generate_series(1, length($1) - 1) AS i);

-- Master records of natural persons; also the subjects that no version has named yet, with id_type null.
CREATE TABLE person_current (
    subject      uuid        NOT NULL PRIMARY KEY,
    sequence     bigint      NOT NULL, -- of the last event applied
    recorded_at  timestamptz NOT NULL, -- of the last event applied
    id_type      text        COLLATE "C",
    id_number    text        COLLATE "C",
    present      boolean     NOT NULL,
    name         text        COLLATE "C", -- normalised, of the latest period
    birth_date   date,                    -- of the latest period
    other_values text[]      COLLATE "C", -- of other periods, past or future: n:<name>, b:<birth date>; null when there are none
    master       json        NOT NULL
) WITH (fillfactor = 75);

CREATE INDEX person_current_name ON person_current (name);
CREATE INDEX person_current_birth ON person_current (birth_date);
CREATE INDEX person_current_others ON person_current USING gin (other_values) WHERE other_values IS NOT NULL;

-- Master records of legal entities.
CREATE TABLE legal_entity_current (
    subject      uuid        NOT NULL PRIMARY KEY,
    sequence     bigint      NOT NULL,
    recorded_at  timestamptz NOT NULL,
    id_type      text        COLLATE "C",
    id_number    text        COLLATE "C",
    present      boolean     NOT NULL,
    names        text        COLLATE "C", -- normalised, of all periods, one a line
    division     text        COLLATE "C", -- of the latest period
    other_values text[]      COLLATE "C", -- of other periods: every prefix of their divisions; null when there are none
    master       json        NOT NULL
) WITH (fillfactor = 75);

CREATE INDEX legal_entity_current_names ON legal_entity_current USING gin (bigrams(names));
CREATE INDEX legal_entity_current_division ON legal_entity_current (division);
CREATE INDEX legal_entity_current_others ON legal_entity_current USING gin (other_values) WHERE other_values IS NOT NULL;

-- Every source record with all its versions.
CREATE TABLE source_record (
    record_key      uuid    NOT NULL PRIMARY KEY, -- 128 bits of SHA-256 over source, dataset and record id
    source          text    NOT NULL,
    dataset         text    NOT NULL,
    record_id       text    NOT NULL,
    owner           uuid,                         -- the subject it belongs to; null while no version names one
    versions_held   integer NOT NULL,
    highest_version bigint  NOT NULL,
    fingerprint     bytea   NOT NULL,             -- hash of the content that counts under the highest version
    stands_until    date,                         -- first day after its timeline, infinity while open; null without one
    versions        json    NOT NULL              -- in version order; a content equal to the one before it is left out
) WITH (fillfactor = 75);

CREATE INDEX source_record_owner ON source_record (owner);

-- Conflicts and holds of subjects, with those that went away.
CREATE TABLE subject_conflict (
    subject    uuid        NOT NULL,
    number     bigint      NOT NULL, -- sequence of the event that raised it
    kind       text        NOT NULL,
    item       text,
    rule       text,
    severity   text        NOT NULL,
    sources    text[]      NOT NULL,
    valid_from date,                 -- null for since ever
    valid_to   date,                 -- null for until further notice
    since      timestamptz NOT NULL,
    settled_at timestamptz,          -- null while it stands
    detail     json        NOT NULL,
    PRIMARY KEY (subject, number)
);

CREATE INDEX subject_conflict_queue ON subject_conflict (since, subject, number) WHERE settled_at IS NULL;
CREATE INDEX subject_conflict_item ON subject_conflict (item, since, subject, number) WHERE settled_at IS NULL;
