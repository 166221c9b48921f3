-- Of record, at least three years: what was answered, to whom and what for. A row an answer, never changed; whole months are dropped.
CREATE TABLE access (
    at             timestamptz NOT NULL,
    id             uuid        NOT NULL,
    account        text        NOT NULL,
    person         text,
    department     text,                 -- null for the reconciliation office itself
    purpose        text,
    agreements     text[]      NOT NULL,
    case_reference text,
    operation      text        NOT NULL,
    subject_type   text,                 -- null where subjects of no type were asked for
    items          text[]      NOT NULL,
    valid_at       date,
    known_at       timestamptz,          -- null for what was known at the time
    subjects       integer     NOT NULL,
    misses         integer     NOT NULL, -- subjects of which nothing was found
    CONSTRAINT access_pkey PRIMARY KEY (at, id)
) PARTITION BY RANGE (at);
CREATE INDEX access_department ON access (department, at);
CREATE INDEX access_account ON access (account, at);

-- A row a subject of an answer; at is that of the answer, so that both are in the same month and either is found by the other.
CREATE TABLE access_subject (
    at       timestamptz NOT NULL,
    access   uuid        NOT NULL,
    subject  uuid        NOT NULL,
    sequence bigint      NOT NULL, -- of the last event that the answer covers; -1 for nothing
    outcome  text        NOT NULL
) PARTITION BY RANGE (at);
CREATE INDEX access_subject_found ON access_subject (subject, at);

-- Makes the partitions of the month that the time is in, unless they are there. Months begin at +08:00. There is no default partition:
-- rows in it would stand in the way of the month that they belong to. They are attached rather than made as partitions, because then
-- neither readers nor writers of the other months are locked out.
CREATE FUNCTION make_access_month(moment timestamptz) RETURNS void
    LANGUAGE plpgsql
AS
$$
DECLARE
    first  timestamp := date_trunc('month', moment AT TIME ZONE INTERVAL '08:00');
    parent text;
    part   text;
BEGIN
    FOREACH parent IN ARRAY ARRAY['access', 'access_subject'] LOOP
        part := parent || to_char(first, '_YYYY_MM');
        CONTINUE WHEN to_regclass(part) IS NOT NULL;
        -- One program at a time, until its transaction ends; whoever waited looks again, and sees what the other made.
        EXECUTE format('LOCK TABLE ONLY %I IN SHARE UPDATE EXCLUSIVE MODE', parent);
        CONTINUE WHEN to_regclass(part) IS NOT NULL;
        EXECUTE format('CREATE TABLE %I (LIKE %I) WITH (fillfactor = 100)', part, parent);
        EXECUTE format('ALTER TABLE %I ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)', parent, part,
            first AT TIME ZONE INTERVAL '08:00', (first + INTERVAL '1 month') AT TIME ZONE INTERVAL '08:00');
    END LOOP;
END
$$;

-- How often what may be seen by whom has changed: one row. An answer is put on record only while the version that it was decided under
-- still stands; programs keep what they know of grants by it.
CREATE TABLE entitlement_version (
    version bigint NOT NULL
);
CREATE UNIQUE INDEX entitlement_version_one ON entitlement_version ((true));
INSERT INTO entitlement_version VALUES (0);

-- For triggers after each statement that changes tables of grants (TRUNCATE included).
CREATE FUNCTION entitlement_changed() RETURNS trigger
    LANGUAGE plpgsql
AS
$$
BEGIN
    INSERT INTO entitlement_version VALUES (1)
    ON CONFLICT ((true)) DO UPDATE SET version = entitlement_version.version + 1;
    RETURN NULL;
END
$$;
