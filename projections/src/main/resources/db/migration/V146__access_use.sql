-- What is summed up from the record of accesses, a minute or so behind it. Rows are added to, with the watermark, in one transaction, so
-- that each answer counts once; they outlive the months of the record that they were counted from.

-- Of record: how often each item was read, a row a day (days begin at +08:00), department, purpose, type of subject and item. The item ''
-- stands for whole answers, which the sum over items would count several times.
CREATE TABLE access_usage (
    day          date   NOT NULL,
    department   text   NOT NULL, -- '' for the reconciliation office itself
    purpose      text   NOT NULL, -- '' for none
    subject_type text   NOT NULL, -- '' for none
    item         text   NOT NULL,
    answers      bigint NOT NULL,
    subjects     bigint NOT NULL,
    misses       bigint NOT NULL,
    CONSTRAINT access_usage_pkey PRIMARY KEY (day, department, purpose, subject_type, item)
);

-- What an account did in an hour, for comparison with its own past; rows of the last weeks.
CREATE TABLE access_hour (
    account       text        NOT NULL,
    hour          timestamptz NOT NULL,
    department    text,
    answers       bigint      NOT NULL,
    subjects      bigint      NOT NULL,
    misses        bigint      NOT NULL,
    verify_misses bigint      NOT NULL, -- those of answers that disclose no value
    without_case  bigint      NOT NULL, -- answers for which no file of the department's own was stated
    CONSTRAINT access_hour_pkey PRIMARY KEY (account, hour)
);
CREATE INDEX access_hour_hour ON access_hour (hour);

-- Of record, like what was counted: up to when. One row; null before anything was counted.
CREATE TABLE access_counted (
    until timestamptz
);
CREATE UNIQUE INDEX access_counted_one ON access_counted ((true));
INSERT INTO access_counted VALUES (NULL);

-- Of record: use that stood out, and what came of it. An account is told once an hour for each kind; the figures are those of the hour as
-- they were last counted.
CREATE TABLE access_alert (
    id         uuid        NOT NULL,
    kind       text        NOT NULL,
    account    text        NOT NULL,
    department text,
    hour       timestamptz NOT NULL,
    raised_at  timestamptz NOT NULL,
    found      bigint      NOT NULL,
    allowed    bigint      NOT NULL, -- more than that stands out
    state      text        NOT NULL, -- RAISED, TAKEN, SETTLED
    taken_by   text,
    taken_at   timestamptz,
    settled_by text,
    settled_at timestamptz,
    outcome    text,                 -- in words
    suspended  boolean     NOT NULL, -- whether the account was disabled with it
    CONSTRAINT access_alert_pkey PRIMARY KEY (id),
    CONSTRAINT access_alert_once UNIQUE (account, kind, hour)
);
CREATE INDEX access_alert_list ON access_alert (raised_at DESC, id);

-- Accounts that must wait before they may ask again whether values are right.
CREATE TABLE access_throttle (
    account text        NOT NULL,
    until   timestamptz NOT NULL,
    CONSTRAINT access_throttle_pkey PRIMARY KEY (account)
);
