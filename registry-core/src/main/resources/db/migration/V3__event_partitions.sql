-- Events in sixteen partitions by the first four bits of the subject. Subjects are keyed hashes (or random), so the ranges are
-- as even as a hash of them would be; a batch that is sorted by subject fills one partition after another, a program knows
-- the partition of a subject without asking, and each can be read, vacuumed and rebuilt on its own.
ALTER TABLE event RENAME TO event_before;
ALTER TABLE event_before RENAME CONSTRAINT event_pkey TO event_before_pkey;
ALTER TABLE event_before RENAME CONSTRAINT event_slot TO event_before_slot;

-- Rows are written once. The first row of an append, and no other, says what the append is: how many events, the latest
-- recorded_at among them, and the kinds of streams, as in 'Delivery,Subject'.
CREATE TABLE event (
    subject     uuid        NOT NULL,
    sequence    bigint      NOT NULL,
    slot        bigint      NOT NULL,
    recorded_at timestamptz NOT NULL,
    latest      timestamptz,
    event_id    uuid        NOT NULL,
    appended    integer,
    type        smallint    NOT NULL,
    streams     text        COLLATE "C",
    payload     bytea       NOT NULL,
    metadata    bytea,
    CONSTRAINT event_pkey PRIMARY KEY (subject, sequence)
) PARTITION BY RANGE (subject);

-- Cuts a table into event_0 ... event_f (or another name), by the first hexadecimal digit of its partition key.
CREATE FUNCTION make_partitions(parent text, parameters text) RETURNS void
    LANGUAGE plpgsql
AS
$$
BEGIN
    FOR digit IN 0 .. 15 LOOP
        EXECUTE format('CREATE TABLE %I PARTITION OF %I FOR VALUES FROM (%s) TO (%s) WITH (%s)',
            parent || '_' || to_hex(digit), parent,
            CASE WHEN digit = 0 THEN 'MINVALUE' ELSE quote_literal(to_hex(digit) || '0000000-0000-0000-0000-000000000000') END,
            CASE WHEN digit = 15 THEN 'MAXVALUE' ELSE quote_literal(to_hex(digit + 1) || '0000000-0000-0000-0000-000000000000') END,
            parameters);
    END LOOP;
END
$$;

-- Never updated, so pages are filled. Vacuum only has to freeze: seldom, and before the freezing of all at once is forced.
SELECT make_partitions('event', 'fillfactor = 100, autovacuum_vacuum_insert_scale_factor = 0.5, toast_tuple_target = 8160');

INSERT INTO event (subject, sequence, slot, recorded_at, event_id, type, payload, metadata)
SELECT subject, sequence, slot, recorded_at, event_id, type, payload, metadata FROM event_before;

CREATE INDEX event_slot ON event (slot);

DROP TABLE event_before;

ALTER TABLE log_block ADD COLUMN streams text COLLATE "C"; -- null for blocks from before it was noted

-- As before, but counting nothing where the writer says in the first row of an append how many there are.
CREATE OR REPLACE FUNCTION give_positions() RETURNS trigger
    LANGUAGE plpgsql
    -- A plan made while the table was empty must not scan it when it is full.
    SET enable_seqscan = off
AS
$$
DECLARE
    appended  integer;
    last_slot bigint;
    latest    timestamptz;
    head      bigint;
BEGIN
    -- Under REPEATABLE READ the head below would be that of the transaction's start: two blocks, the same positions.
    IF current_setting('transaction_isolation') <> 'read committed' THEN
        RAISE EXCEPTION USING ERRCODE = 'invalid_transaction_state',
            MESSAGE = 'LOG_ISOLATION: events were appended in a ' || current_setting('transaction_isolation')
                || ' transaction; positions are given in READ COMMITTED only. The transaction is rolled back.';
    END IF;
    IF NEW.appended IS NULL THEN
        -- Not written by the registry's own writers: the block is counted and its streams are not noted.
        SELECT count(*), max(slot), max(recorded_at) INTO appended, last_slot, latest
        FROM event WHERE slot >= NEW.slot AND slot < NEW.slot + 1048576;
        IF last_slot - NEW.slot + 1 <> appended THEN
            RAISE EXCEPTION USING ERRCODE = 'data_exception',
                MESSAGE = 'LOG_SLOTS: the ' || appended || ' events of append ' || (NEW.slot >> 20)
                    || ' are not in contiguous slots. The transaction is rolled back.';
        END IF;
    ELSE
        appended := NEW.appended;
        latest := NEW.latest;
    END IF;
    -- A lock in memory, not a counter row: under a long snapshot (a dump) a row updated at every commit leaves
    -- versions that every later update has to step over.
    PERFORM pg_advisory_xact_lock(7165089144352694017);
    SELECT coalesce(max(last_position), 0) INTO head FROM log_block;
    INSERT INTO log_block (last_position, first_slot, events, recorded_at, streams)
    VALUES (head + appended, NEW.slot, appended, latest, NEW.streams);
    RETURN NULL;
END
$$;

CREATE CONSTRAINT TRIGGER event_position
    AFTER INSERT ON event
    DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW WHEN ((NEW.slot & 1048575) = 0)
EXECUTE FUNCTION give_positions();
