-- The event store. Of record: everything else about master data can be built from these tables again.

-- Stable names of stored events; rows of "event" carry the two-byte id.
CREATE TABLE event_type (
    id             smallint PRIMARY KEY,
    name           text NOT NULL,
    revision       text NOT NULL,
    aggregate_type text NOT NULL,
    UNIQUE (name, revision)
);

-- One row an event. A writer takes an append number and gives its events the slots append * 2^20, + 1, + 2 ...:
-- unique without a lock, contiguous within one append, and not yet an order that readers may follow (see log_block).
CREATE TABLE event (
    subject     uuid        NOT NULL,
    sequence    bigint      NOT NULL,
    slot        bigint      NOT NULL,
    recorded_at timestamptz NOT NULL,
    event_id    uuid        NOT NULL,
    type        smallint    NOT NULL,
    payload     bytea       NOT NULL, -- UTF-8 JSON unless the type brings its own codec
    metadata    bytea,                -- UTF-8 JSON object; null when empty
    CONSTRAINT event_pkey PRIMARY KEY (subject, sequence),
    CONSTRAINT event_slot UNIQUE (slot)
);

-- Writers fetch 32 append numbers at a time.
CREATE SEQUENCE event_append AS bigint INCREMENT BY 32;

-- The order that readers follow: the events at first_slot, first_slot + 1 ... have the positions
-- last_position - events + 1 ... last_position. Positions are dense: 1, 2, 3 ... in the order of commits.
CREATE TABLE log_block (
    last_position bigint PRIMARY KEY,
    first_slot    bigint      NOT NULL,
    events        integer     NOT NULL CHECK (events > 0),
    recorded_at   timestamptz NOT NULL -- the latest recorded_at of these events
);

-- Gives an append its positions while its transaction commits: a deferred trigger runs after every statement of the
-- transaction, so the lock is held for two index look-ups and the commit itself, with no round trip to the client.
-- The lock is released after the commit is visible, so a reader that sees a position sees every smaller one; what is
-- rolled back (also to a savepoint) never had a position, so there are no holes.
CREATE FUNCTION give_positions() RETURNS trigger
    LANGUAGE plpgsql
    -- A plan made while the table was empty must not scan it when it is full.
    SET enable_seqscan = off
AS
$$
DECLARE
    appended   integer;
    last_slot  bigint;
    latest     timestamptz;
    head       bigint;
BEGIN
    -- Under REPEATABLE READ the head below would be that of the transaction's start: two blocks, the same positions.
    IF current_setting('transaction_isolation') <> 'read committed' THEN
        RAISE EXCEPTION USING ERRCODE = 'invalid_transaction_state',
            MESSAGE = 'LOG_ISOLATION: events were appended in a ' || current_setting('transaction_isolation')
                || ' transaction; positions are given in READ COMMITTED only. The transaction is rolled back.';
    END IF;
    SELECT count(*), max(slot), max(recorded_at) INTO appended, last_slot, latest
    FROM event WHERE slot >= NEW.slot AND slot < NEW.slot + 1048576;
    IF last_slot - NEW.slot + 1 <> appended THEN
        RAISE EXCEPTION USING ERRCODE = 'data_exception',
            MESSAGE = 'LOG_SLOTS: the ' || appended || ' events of append ' || (NEW.slot >> 20)
                || ' are not in contiguous slots. The transaction is rolled back.';
    END IF;
    -- A lock in memory, not a counter row: under a long snapshot (a dump) a row updated at every commit leaves
    -- versions that every later update has to step over.
    PERFORM pg_advisory_xact_lock(7165089144352694017);
    SELECT coalesce(max(last_position), 0) INTO head FROM log_block;
    INSERT INTO log_block VALUES (head + appended, NEW.slot, appended, latest);
    RETURN NULL;
END
$$;

-- WHEN is judged as the row comes in, so only the first event of an append waits for the commit.
CREATE CONSTRAINT TRIGGER event_position
    AFTER INSERT ON event
    DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW WHEN ((NEW.slot & 1048575) = 0)
EXECUTE FUNCTION give_positions();

-- The latest snapshot of an Axon aggregate; may be emptied at any time.
CREATE TABLE snapshot (
    subject        uuid PRIMARY KEY,
    sequence       bigint      NOT NULL,
    aggregate_type text        NOT NULL,
    recorded_at    timestamptz NOT NULL,
    event_id       uuid        NOT NULL,
    payload_type   text        NOT NULL,
    revision       text,
    payload        bytea       NOT NULL,
    metadata       bytea
);
