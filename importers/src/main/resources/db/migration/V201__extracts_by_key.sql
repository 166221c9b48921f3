-- Keys of the records that a complete extract holds, a row for every few thousand of them, while it is being taken: 16 bytes a
-- record and no index, since all of them are read once, at its end. A key may be there twice.
CREATE TABLE extract_present_by_key (
    delivery    uuid   NOT NULL,
    record_keys uuid[] NOT NULL -- as in source_record
);

-- Hashes do not get smaller by compression.
ALTER TABLE extract_present_by_key ALTER COLUMN record_keys SET STORAGE EXTERNAL;

-- An extract that was interrupted before this migration goes on after it.
INSERT INTO extract_present_by_key (delivery, record_keys)
SELECT p.delivery,
       array_agg(encode(substring(sha256(convert_to(c.source, 'UTF8') || '\x00'::bytea || convert_to(c.dataset, 'UTF8')
                                         || '\x00'::bytea || convert_to(p.record_id, 'UTF8')) FROM 1 FOR 16), 'hex')::uuid)
FROM extract_present p JOIN import_checkpoint c ON c.delivery = p.delivery
-- One array has at most a gigabyte.
GROUP BY p.delivery, hashtext(p.record_id) & 1023;

DROP TABLE extract_present;
ALTER TABLE extract_present_by_key RENAME TO extract_present;

-- What a complete extract ends and has not ended yet: found once, when all its rows are in.
CREATE TABLE extract_missing (
    delivery   uuid NOT NULL,
    record_key uuid NOT NULL,
    PRIMARY KEY (delivery, record_key)
);

-- An extract that had decided how many records it ends, but has not ended them all, decides again.
UPDATE import_checkpoint SET missing = NULL WHERE complete AND state IN ('RUNNING', 'FAILED');
