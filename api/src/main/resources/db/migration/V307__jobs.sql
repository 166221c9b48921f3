-- Of record: work that departments ordered and that goes on after the request, and how far each piece is.
CREATE TABLE job (
    id             uuid        NOT NULL PRIMARY KEY,
    kind           text        NOT NULL, -- EXPORT, COMPARISON
    account        text        NOT NULL, -- with the next three who ordered it
    person         text,
    department     text        NOT NULL,
    roles          text[]      NOT NULL,
    purpose        text        NOT NULL,
    agreement      text, -- the only one that is to be used; null for whatever the purpose allows
    case_reference text,
    subject_type   text        NOT NULL,
    items          text[]      NOT NULL,
    entitlement    text        NOT NULL, -- JSON: what might be seen when it was ordered; no more than that is given
    wanted         text        NOT NULL, -- JSON: what was ordered besides, by kind
    state          text        NOT NULL, -- WAITING, RUNNING, DONE, REFUSED, FAILED, DROPPED, EXPIRED
    ordered_at     timestamptz NOT NULL,
    ended_at       timestamptz, -- when it was done, or will never be
    kept_until     timestamptz, -- its rows and its file
    position       bigint, -- end of the log before the first subject was looked at; null until then
    mark           text, -- where it goes on after a crash; null before the first step
    row_count      bigint      NOT NULL,
    part_count     integer     NOT NULL, -- of the series that is being written
    file_bytes     bigint      NOT NULL, -- of that series, unpacked
    file_sha256    bytea, -- of a file that is whole
    fault          text -- JSON: why it is REFUSED or FAILED
);
CREATE INDEX job_list ON job (kind, department, ordered_at DESC, id);
CREATE INDEX job_unfinished ON job (kind, ordered_at) WHERE state IN ('WAITING', 'RUNNING');
CREATE INDEX job_kept ON job (kept_until) WHERE state = 'DONE';

-- Of record: what jobs take in and give out, in pieces: any node can serve them.
CREATE TABLE job_part (
    job     uuid    NOT NULL,
    series  text    NOT NULL, -- LIST (as it was sent), ROWS (to be made a file of), FILE
    number  integer NOT NULL, -- from 0
    begins  bigint  NOT NULL, -- place of its first byte in the series, unpacked
    content bytea   NOT NULL, -- deflated
    PRIMARY KEY (job, series, number)
);
-- It is deflated already.
ALTER TABLE job_part ALTER COLUMN content SET STORAGE EXTERNAL;
