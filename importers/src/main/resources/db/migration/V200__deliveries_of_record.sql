-- Of record: what the importers know and no event says. Rebuilding from events leaves these tables alone.

-- Every refused row with every reason, as it was sent.
CREATE TABLE quarantine (
    delivery   uuid        NOT NULL,
    row_index  bigint      NOT NULL, -- zero-based place in the delivery
    line       bigint      NOT NULL, -- of the file, 1-based; 0 where there is no file
    source     text        NOT NULL,
    dataset    text,                 -- null where the row named none
    record     json        NOT NULL, -- json, not jsonb: what was sent may hold \u0000 and halves of surrogate pairs
    faults     json        NOT NULL,
    refused_at timestamptz NOT NULL,
    PRIMARY KEY (delivery, row_index)
);

-- Requests that may be repeated: the same key and body get the same receipt, byte for byte, for seven days.
CREATE TABLE idempotency_key (
    client        text        NOT NULL,
    key           text        NOT NULL,
    body_hash     text        NOT NULL,
    delivery      uuid        NOT NULL,
    state         text        NOT NULL CHECK (state IN ('RUNNING', 'DONE')),
    owner         bigint      NOT NULL, -- the program that works on it: its advisory lock tells whether it lives
    extract_taken boolean,              -- whether the extract came in its order; null while that is not decided
    started_at    timestamptz NOT NULL,
    receipt       bytea,
    PRIMARY KEY (client, key),
    CHECK ((state = 'DONE') = (receipt IS NOT NULL))
);

CREATE INDEX idempotency_key_age ON idempotency_key (started_at);

-- The latest extract taken of each source and dataset.
CREATE TABLE extract_mark (
    source       text        NOT NULL,
    dataset      text        NOT NULL,
    extract_time timestamptz NOT NULL,
    delivery     uuid        NOT NULL,
    PRIMARY KEY (source, dataset)
);

-- Record ids that a complete extract holds, while it is being taken. A record id may be there twice.
CREATE TABLE extract_present (
    delivery  uuid NOT NULL,
    record_id text NOT NULL COLLATE "C"
);

CREATE INDEX extract_present_record ON extract_present (delivery, record_id);

-- Files, and how far each is: moved forward in one transaction with the quarantine of the rows it passes.
CREATE TABLE import_checkpoint (
    delivery              uuid        NOT NULL PRIMARY KEY,
    source                text        NOT NULL,
    dataset               text        NOT NULL,
    file_name             text        NOT NULL,
    content_hash          text        NOT NULL, -- SHA-256 of the file's bytes, hex
    charset               text,                 -- null to find it out
    extract_time          timestamptz,
    complete              boolean     NOT NULL,
    let_in                json,
    vanished_limit_lifted json,
    spooled_as            text,                 -- file in the spool folder; null for a file that was read where it lay
    state                 text        NOT NULL CHECK (state IN ('RUNNING', 'DONE', 'REFUSED', 'FAILED')),
    owner                 bigint      NOT NULL, -- as in idempotency_key
    extract_taken         boolean,              -- whether it came in its order; null until the first row is due
    standing              bigint,               -- records that stood before a complete extract
    missing               bigint,               -- records that it ends; null until all rows are in
    rows_done             bigint      NOT NULL,
    bytes_done            bigint      NOT NULL,
    bytes_total           bigint      NOT NULL,
    accepted              bigint      NOT NULL,
    unchanged             bigint      NOT NULL,
    refused               bigint      NOT NULL,
    refused_by_code       json        NOT NULL,
    warned_by_code        json        NOT NULL,
    faults                json        NOT NULL, -- why it was refused or failed
    started_at            timestamptz NOT NULL,
    updated_at            timestamptz NOT NULL,
    CHECK (rows_done = accepted + unchanged + refused)
);

CREATE INDEX import_checkpoint_unfinished ON import_checkpoint (content_hash) WHERE state IN ('RUNNING', 'FAILED');
