-- Numbers by which people call agreements, demands and complaints. Of record: a number is never given twice.
CREATE SEQUENCE agreement_number AS bigint;
CREATE SEQUENCE demand_number AS bigint;
CREATE SEQUENCE complaint_number AS bigint;

-- Derived: a row an agreement, written in the transaction that appends its steps.
CREATE TABLE sharing_agreement (
    agreement_id uuid        NOT NULL PRIMARY KEY,
    version      bigint      NOT NULL,             -- sequence of the last step
    number       text        NOT NULL COLLATE "C",
    department   text        NOT NULL COLLATE "C", -- that applies
    purpose      text        NOT NULL COLLATE "C",
    type         text        NOT NULL COLLATE "C",
    state        text        NOT NULL COLLATE "C", -- whatever day it is: IN_FORCE may not have begun or be over by its days
    requested_by text        NOT NULL,             -- sign-in name
    requested_at timestamptz NOT NULL,
    items        text[]      NOT NULL COLLATE "C", -- that are applied for
    providers    text[]      NOT NULL COLLATE "C",
    waiting_for  text[]      NOT NULL COLLATE "C", -- providers that have not answered for all their items
    widening_for text[]      NOT NULL COLLATE "C", -- providers that have not answered a wish for more
    answer_due   date,                             -- the first of the days by which providers have to answer; null when none is counted
    settle_due   date,                             -- likewise, of disputes
    access_due   date,                             -- the last of the days by which what was granted is shared
    valid_from   date        NOT NULL,
    valid_until  date        NOT NULL,             -- first day after the last
    filed        boolean     NOT NULL,
    disposed     boolean     NOT NULL,
    granted      text                              -- what it gives its department, while it is in force; JSON
);

CREATE UNIQUE INDEX sharing_agreement_number ON sharing_agreement (number);
CREATE INDEX sharing_agreement_department ON sharing_agreement (department, requested_at DESC, agreement_id);
CREATE INDEX sharing_agreement_latest ON sharing_agreement (requested_at DESC, agreement_id);
CREATE INDEX sharing_agreement_providers ON sharing_agreement USING gin (providers);

-- Derived: what is on record of a department: its purposes, and its confidentiality agreements.
CREATE TABLE sharing_member (
    member_id  uuid   NOT NULL PRIMARY KEY,
    department text   NOT NULL COLLATE "C",
    sequence   bigint NOT NULL, -- of the last event
    detail     text   NOT NULL
);

CREATE UNIQUE INDEX sharing_member_department ON sharing_member (department);

-- Derived: demands for what the catalogue does not have.
CREATE TABLE sharing_demand (
    demand_id   uuid        NOT NULL PRIMARY KEY,
    number      text        NOT NULL COLLATE "C",
    department  text        NOT NULL COLLATE "C",
    answered    boolean     NOT NULL,
    recorded_at timestamptz NOT NULL,
    sequence    bigint      NOT NULL, -- of the last event
    detail      text        NOT NULL
);

CREATE UNIQUE INDEX sharing_demand_number ON sharing_demand (number);
CREATE INDEX sharing_demand_latest ON sharing_demand (recorded_at DESC, demand_id);

-- Derived: complaints of departments about each other.
CREATE TABLE sharing_complaint (
    complaint_id uuid        NOT NULL PRIMARY KEY,
    number       text        NOT NULL COLLATE "C",
    department   text        NOT NULL COLLATE "C",
    about        text        NOT NULL COLLATE "C",
    answered     boolean     NOT NULL,
    filed_at     timestamptz NOT NULL,
    sequence     bigint      NOT NULL, -- of the last event
    detail       text        NOT NULL
);

CREATE UNIQUE INDEX sharing_complaint_number ON sharing_complaint (number);
CREATE INDEX sharing_complaint_latest ON sharing_complaint (filed_at DESC, complaint_id);
