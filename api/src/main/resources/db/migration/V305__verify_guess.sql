-- Transient: wrong values that an account has tried on a subject. Not logged: after a crash guessing starts from nothing, once.
CREATE UNLOGGED TABLE verify_guess (
    account text        NOT NULL,
    subject uuid        NOT NULL, -- also of a number that is nobody's
    wrong   integer     NOT NULL,
    last_at timestamptz NOT NULL,
    PRIMARY KEY (account, subject)
);
