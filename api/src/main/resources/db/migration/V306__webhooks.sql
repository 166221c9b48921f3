-- Of record: where the registry sends changes to, on whose behalf, and how far it has come.
CREATE TABLE webhook (
    id               uuid        NOT NULL PRIMARY KEY,
    account          text        NOT NULL, -- what this one may see is sent; it ends with it
    department       text        NOT NULL,
    url              text        NOT NULL,
    purpose          text,
    agreement        text,
    case_reference   text,
    subject_type     text        NOT NULL,
    items            text[],               -- null for all that may be seen
    division         text,
    page_limit       integer     NOT NULL,
    secret           bytea       NOT NULL, -- encrypted by key "webhook" of table registry_key
    former_secret    bytea,                -- signs as well until former_until
    former_until     timestamptz,
    place            bigint      NOT NULL, -- all changes up to it were delivered, or are none of the account's
    attempted_up_to  bigint,               -- end of the page that was tried and may have arrived
    state            text        NOT NULL, -- ACTIVE, FAILED, ENDED
    reason           text,                 -- of the last failure, or why it does not go on
    failures         integer     NOT NULL, -- in a row
    failing_since    timestamptz,
    next_attempt_at  timestamptz NOT NULL,
    lease            uuid,                 -- of the program that is delivering
    leased_until     timestamptz,
    created_at       timestamptz NOT NULL,
    delivered_at     timestamptz           -- when something last arrived
);
CREATE INDEX webhook_department ON webhook (department, created_at);
