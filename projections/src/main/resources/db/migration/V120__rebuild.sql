-- Holds a row while the derived tables are being rebuilt. A row that is left over means that a rebuild did not finish and that
-- the derived tables are not to be used.
CREATE TABLE rebuild_unfinished (
    started_at timestamptz NOT NULL
);
