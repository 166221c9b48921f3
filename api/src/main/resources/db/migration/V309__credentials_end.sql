-- Where a department stands, when accounts and secrets end, a second secret while a system changes over to it, and certificates.
ALTER TABLE account
    ADD COLUMN level text, -- PROVINCE, CITY, DISTRICT or TOWN, of the account's department
    ADD COLUMN division text, -- code of the region that the department is responsible for
    ADD COLUMN expires_at timestamptz, -- from then on it is as if disabled; null for never
    ADD COLUMN secret_until timestamptz, -- null for no end: people's passwords, and secrets of before
    ADD COLUMN old_secret text, -- hash of the secret before, which is taken beside the other one
    ADD COLUMN old_secret_until timestamptz,
    ALTER COLUMN secret DROP NOT NULL; -- null when it was revoked

-- Of record: client certificates by which accounts are known.
CREATE TABLE account_certificate (
    fingerprint text PRIMARY KEY, -- SHA-256 of the certificate, hex
    account     text        NOT NULL REFERENCES account (name) ON DELETE CASCADE,
    subject     text        NOT NULL, -- names in canonical form
    issuer      text        NOT NULL,
    by_subject  boolean     NOT NULL, -- whether other certificates of the same issuer for the same subject count as well
    valid_until timestamptz NOT NULL,
    added_at    timestamptz NOT NULL
);
CREATE UNIQUE INDEX account_certificate_subject ON account_certificate (subject, issuer) WHERE by_subject;

-- Tokens are signed with a key pair now; whoever still has one of before asks for another.
DELETE FROM registry_key WHERE name = 'access-token';
