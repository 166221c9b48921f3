-- Of record: secrets without which the stored data cannot be used. Back up with the database.
CREATE TABLE registry_key (
    name text PRIMARY KEY,
    value bytea NOT NULL
);
