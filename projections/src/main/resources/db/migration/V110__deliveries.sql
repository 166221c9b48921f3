-- Derived: deliveries as their senders ask for them, one row each. A row keeps the log position of the last event applied, so
-- that an event that comes twice changes nothing.
CREATE TABLE delivery_status (
    delivery        uuid        NOT NULL PRIMARY KEY,
    position        bigint      NOT NULL, -- in the log, of the last event applied
    source          text        NOT NULL,
    channel         text        NOT NULL,
    dataset         text,                 -- null where each row names its own
    file_name       text,
    extract_time    timestamptz,
    complete        boolean     NOT NULL,
    received_at     timestamptz NOT NULL,
    completed_at    timestamptz,          -- null while rows are still being dealt with
    refused_by_code json        NOT NULL, -- fault code to rows, of the rows refused so far
    outcome         json                  -- the DeliveryCompleted event without the delivery; null until then
);

-- How far each streaming processor has followed the log, and which process does it. Names and types are Axon's.
CREATE TABLE tokenentry (
    processorname varchar(255) NOT NULL,
    segment       integer      NOT NULL,
    token         bytea,
    tokentype     varchar(255),
    timestamp     varchar(255),
    owner         varchar(255),
    PRIMARY KEY (processorname, segment)
);

-- Of record: events that a following projection could not apply, parked with all later ones of their stream until somebody
-- has looked. Names and types are Axon's.
CREATE TABLE deadletterentry (
    deadletteridentifier varchar(255) NOT NULL PRIMARY KEY,
    processinggroup      varchar(255) NOT NULL,
    sequenceidentifier   varchar(255) NOT NULL,
    sequenceindex        bigint       NOT NULL,
    messagetype          varchar(255) NOT NULL,
    eventidentifier      varchar(255) NOT NULL,
    timestamp            varchar(255) NOT NULL,
    payloadtype          varchar(255) NOT NULL,
    payloadrevision      varchar(255),
    payload              bytea        NOT NULL,
    metadata             bytea,
    type                 varchar(255),
    aggregateidentifier  varchar(255),
    sequencenumber       bigint,
    tokentype            varchar(255),
    token                bytea,
    enqueuedat           varchar(255) NOT NULL,
    lasttouched          varchar(255),
    processingstarted    varchar(255),
    causetype            varchar(255),
    causemessage         varchar(1023),
    diagnostics          bytea,
    UNIQUE (processinggroup, sequenceidentifier, sequenceindex)
);
