-- What a row must be to say the same as the version that counts under the highest number, so that an unchanged row of a nightly
-- extract is known without reading its record. Null when a row like it must always be checked, and where the events are older
-- than the fingerprint.
ALTER TABLE source_record ADD COLUMN row_fingerprint bytea;

-- Records of one dataset lie together, as their files came: a complete extract looks at those places only. The index has a few
-- bytes for every quarter of a megabyte.
CREATE INDEX source_record_origin ON source_record USING brin (dataset, source) WITH (pages_per_range = 32, autosummarize = on);
