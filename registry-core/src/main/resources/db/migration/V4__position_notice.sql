-- As before, but telling the writer the position of its last event, which it would otherwise have to ask for.
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
    RAISE NOTICE 'LOG_POSITION %', head + appended;
    RETURN NULL;
END
$$;
