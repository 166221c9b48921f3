-- Derived: groups for special uses, a row a group, written in the transaction that appends its steps. What is given out by their parts is in
-- sharing_agreement.
CREATE TABLE sharing_group (
    group_id         uuid        NOT NULL PRIMARY KEY,
    version          bigint      NOT NULL,             -- sequence of the last step
    code             text        NOT NULL COLLATE "C",
    name             text        NOT NULL,
    lead             text        NOT NULL COLLATE "C", -- the department that leads it
    state            text        NOT NULL COLLATE "C", -- whatever day it is: it may be over by its days
    members          text[]      NOT NULL COLLATE "C", -- the lead, and all that give or get or are asked to
    concerned        text[]      NOT NULL COLLATE "C", -- those, and all that ever were
    waiting_for      text[]      NOT NULL COLLATE "C", -- members whose consent to some part is waited for
    prolongation_for text[]      NOT NULL COLLATE "C", -- members whose consent to a longer term is waited for
    consent_due      date,                             -- the first of the days by which consent is waited for; null when none is
    cycle            text        NOT NULL COLLATE "C",
    founded_at       timestamptz NOT NULL,
    valid_from       date        NOT NULL,
    valid_until      date        NOT NULL,             -- first day after the last
    filed            boolean     NOT NULL
);

CREATE UNIQUE INDEX sharing_group_code ON sharing_group (code);
CREATE INDEX sharing_group_latest ON sharing_group (founded_at DESC, code);
