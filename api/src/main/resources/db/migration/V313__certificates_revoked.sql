-- Of record: certificates that count no more, also where others of their subject do.
CREATE TABLE certificate_revoked (
    fingerprint text PRIMARY KEY, -- SHA-256 of the certificate, hex
    account     text        NOT NULL REFERENCES account (name) ON DELETE CASCADE,
    revoked_at  timestamptz NOT NULL
);
