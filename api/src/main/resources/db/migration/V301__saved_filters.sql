-- Of record: filters of the queue of cases that somebody has given a name. Without a reference to the account: whoever signs in with the
-- organisation's own account has none here.
CREATE TABLE saved_filter (
    account    text        NOT NULL, -- sign-in name
    name       text        NOT NULL,
    query      text        NOT NULL, -- as it stands in the address
    created_at timestamptz NOT NULL,
    PRIMARY KEY (account, name)
);
