-- Of record: who has signed in to the workbench, when, how and from where; for three years.
CREATE TABLE sign_in (
    id      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at      timestamptz NOT NULL,
    account text        NOT NULL, -- or oidc: and the name that the organisation's own sign-in has
    way     text        NOT NULL, -- PASSWORD, CERTIFICATE or ORGANISATION
    address text        NOT NULL -- of the person's machine, as gateways say it
);
CREATE INDEX sign_in_account ON sign_in (account, at);
CREATE INDEX sign_in_time ON sign_in (at);
