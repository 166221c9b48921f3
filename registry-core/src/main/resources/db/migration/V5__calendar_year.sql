-- Of record: holidays and make-up days as they were uploaded, a row an upload, never changed. Of a year the highest revision counts.
CREATE TABLE calendar_year (
    revision     bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    year         integer     NOT NULL,
    source       text,                 -- notice that it was taken from; null when nobody said
    days         json        NOT NULL, -- [{"date","kind","name"}]
    published_by text        NOT NULL,
    published_at timestamptz NOT NULL
);
