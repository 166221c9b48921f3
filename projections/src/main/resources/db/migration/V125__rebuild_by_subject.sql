-- Indexes that a rebuild has taken off the derived tables and has not put back yet. A rebuild that is killed leaves its rows, from
-- which the next one puts them back.
CREATE TABLE rebuild_index (
    name       text    NOT NULL PRIMARY KEY,
    table_name text    NOT NULL,
    definition text    NOT NULL, -- the statement that makes it
    parent     boolean NOT NULL  -- of a partitioned table: made after those of its partitions, which it then takes in
);

-- Source records of which several streams hold versions, in parts, until a rebuild or a verification puts them together.
CREATE UNLOGGED TABLE rebuild_record_part (
    record_key uuid    NOT NULL,
    source     text    NOT NULL COLLATE "C",
    dataset    text    NOT NULL COLLATE "C",
    record_id  text    NOT NULL COLLATE "C",
    versions   text    NOT NULL
);

CREATE INDEX rebuild_record_part_key ON rebuild_record_part (record_key);

-- Whoever opens a registry after an upgrade may do by himself what the upgrade asks for; a rebuild that was broken off is for its
-- operator to look at.
ALTER TABLE rebuild_unfinished ADD COLUMN after_upgrade boolean NOT NULL DEFAULT false;
UPDATE rebuild_unfinished SET after_upgrade = true;
