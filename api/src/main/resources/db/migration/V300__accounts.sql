-- Of record: who may sign in (people) or ask for tokens (systems of departments).
CREATE TABLE account (
    name       text PRIMARY KEY, -- sign-in name of a person, client id of a system
    system     boolean NOT NULL,
    person     text NOT NULL, -- the name that is put on record
    department text, -- code of the source or consuming department; null for the reconciliation office itself
    roles      text[] NOT NULL,
    secret     text NOT NULL, -- hash of the password or client secret, with the name of its algorithm in front
    disabled   boolean NOT NULL,
    demo       boolean NOT NULL, -- made by a demonstration or for development
    created_at timestamptz NOT NULL,
    changed_at timestamptz NOT NULL -- what was signed in or issued before no longer counts
);

-- Transient: attempts to sign in since the last good one, under any name, also one that no account has: whoever is locked out
-- learns nothing about whether the account exists.
CREATE TABLE sign_in_attempt (
    name     text PRIMARY KEY,
    attempts integer NOT NULL,
    last_at  timestamptz NOT NULL -- of those that were counted; attempts while it is locked are not
);
