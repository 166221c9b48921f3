-- What a conflict has in common with others, such as PERSON/name/GA/RS/VARIANT_CHARACTERS; null where it stands by itself.
ALTER TABLE subject_conflict ADD COLUMN shape text COLLATE "C";

CREATE INDEX subject_conflict_shape ON subject_conflict (shape, subject, number)
    WHERE settled_at IS NULL AND shape IS NOT NULL;

-- Derived: every decision that was taken, and every one that was revoked, as the events tell it.
CREATE TABLE decision_log (
    subject     uuid        NOT NULL, -- whose stream tells it
    sequence    bigint      NOT NULL, -- of the event
    recorded_at timestamptz NOT NULL,
    decision    uuid        NOT NULL,
    taken       boolean     NOT NULL, -- false: revoked
    group_id    uuid,                 -- of a taken one: the decision for many of which it is a part
    PRIMARY KEY (subject, sequence)
);

CREATE INDEX decision_log_group ON decision_log (group_id, subject, decision) WHERE group_id IS NOT NULL;
CREATE INDEX decision_log_revoked ON decision_log (decision) WHERE NOT taken;

-- Derived: decisions for many conflicts of one shape.
CREATE TABLE decision_group (
    group_id   uuid   NOT NULL PRIMARY KEY,
    sequence   bigint NOT NULL, -- of its last event
    state      text   NOT NULL COLLATE "C",
    proposed_at timestamptz NOT NULL,
    detail     text   NOT NULL
);

CREATE INDEX decision_group_list ON decision_group (proposed_at, group_id);

-- The conflicts that are there have no shape yet.
INSERT INTO rebuild_unfinished (started_at, after_upgrade) SELECT now(), true WHERE EXISTS (SELECT FROM subject_conflict);
