-- Derived: what subjects were known by, for searches as of an earlier knowledge. A row says that from known_from until known_to the
-- registry knew a value to hold from valid_from until valid_to. A streaming processor follows the log with it: nobody who writes
-- waits for it.
CREATE TABLE search_period (
    subject      uuid        NOT NULL,
    number       bigint      NOT NULL, -- of the subject's rows, from 0, in the order in which they became known
    sequence     bigint      NOT NULL, -- of the event that it became known by
    ended_by     bigint,               -- sequence of the event since which it is no longer known so; null while it is
    known_from   timestamptz NOT NULL,
    known_to     timestamptz,          -- null while it is known
    valid_from   date,                 -- null for since ever
    valid_to     date,                 -- null for until further notice
    legal_entity boolean     NOT NULL,
    item         text        NOT NULL COLLATE "C",
    value        text        NOT NULL COLLATE "C", -- a name normalised
    PRIMARY KEY (subject, number)
) PARTITION BY RANGE (subject);

-- A row changes at most once, when it ends: few pages need room for that.
SELECT make_partitions('search_period',
    'fillfactor = 95, autovacuum_vacuum_scale_factor = 0.1, autovacuum_vacuum_cost_delay = 1, toast_tuple_target = 8160');

-- What is known now is found in the tables of master records, which are never behind. So a first import, which ends nothing,
-- writes to neither of these.
CREATE INDEX search_period_value ON search_period (value) WHERE known_to IS NOT NULL;
CREATE INDEX search_period_names ON search_period USING gin (bigrams(value))
    WHERE known_to IS NOT NULL AND legal_entity AND item = 'name';
