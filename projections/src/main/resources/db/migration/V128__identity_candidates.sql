-- Pairs of subjects that may be one person or one legal entity (疑似同一主体), as the last search found them in the tables of master
-- records. No event says so: a rebuild empties the table, and the next search fills it again.
CREATE TABLE identity_candidate (
    one      uuid        NOT NULL,
    other    uuid        NOT NULL,
    type     text        NOT NULL COLLATE "C", -- of both subjects
    score    smallint    NOT NULL,             -- 0 to 99
    reasons  text[]      NOT NULL,
    detail   text        NOT NULL,             -- JSON: what was compared, [item, one's value, other's value, agrees, weight] each
    found_at timestamptz NOT NULL,             -- by the first of the searches that found it without a break
    run      uuid        NOT NULL,             -- the last search that found it
    PRIMARY KEY (one, other),
    CHECK (one < other)
);

CREATE INDEX identity_candidate_score ON identity_candidate (score DESC, one, other);
CREATE INDEX identity_candidate_other ON identity_candidate (other);

-- Searches for such pairs, and how far the one that runs has come.
CREATE TABLE identity_search (
    run        uuid        NOT NULL PRIMARY KEY,
    state      text        NOT NULL,
    started_at timestamptz NOT NULL,
    ended_at   timestamptz,          -- null while it runs
    step       text        NOT NULL,
    done       bigint      NOT NULL, -- pairs compared so far
    total      bigint      NOT NULL, -- pairs to compare, as far as known
    report     text                  -- JSON: what was found; null until it is done
);

-- What a search works with. It is emptied before and after; nothing is lost with it.
CREATE UNLOGGED TABLE identity_search_person (
    subject    uuid   NOT NULL,
    name       text   NOT NULL COLLATE "C", -- normalised
    initial    text   NOT NULL COLLATE "C", -- first character of the name; its variants are one
    birth_date date,
    body       bigint,                      -- a citizen number without its check character; null for other documents
    namesakes  bigint NOT NULL              -- subjects with this name, itself included
);

CREATE UNLOGGED TABLE identity_search_entity (
    subject uuid NOT NULL,
    key     text NOT NULL COLLATE "C"
);

-- Members of blocks: subjects that have a key in common with another.
CREATE UNLOGGED TABLE identity_search_block (
    key       bigint NOT NULL, -- hash
    subject   uuid   NOT NULL,
    body      bigint,
    namesakes bigint NOT NULL,
    members   bigint NOT NULL  -- of the block
);

CREATE UNLOGGED TABLE identity_search_pair (
    one       uuid   NOT NULL,
    other     uuid   NOT NULL,
    namesakes bigint NOT NULL,
    PRIMARY KEY (one, other)
);

CREATE UNLOGGED TABLE identity_search_found (
    one      uuid        NOT NULL,
    other    uuid        NOT NULL,
    type     text        NOT NULL COLLATE "C",
    score    smallint    NOT NULL,
    reasons  text[]      NOT NULL,
    detail   text        NOT NULL,
    found_at timestamptz NOT NULL,
    run      uuid        NOT NULL
);
