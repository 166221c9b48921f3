-- When the last step of a case was taken: who looks at the queue is told that it has changed.
ALTER TABLE reconciliation_case ADD COLUMN changed_at timestamptz;

UPDATE reconciliation_case AS c SET changed_at = e.recorded_at FROM event AS e WHERE e.subject = c.case_id AND e.sequence = c.version;
ALTER TABLE reconciliation_case ALTER COLUMN changed_at SET NOT NULL;

CREATE INDEX reconciliation_case_changed ON reconciliation_case (changed_at);
CREATE INDEX reconciliation_case_shapes ON reconciliation_case USING gin (shapes) WHERE closed_at IS NULL AND shapes <> '{}';

-- Events of the cases that are open do not say of which shapes their conflicts are. A review of each says it, as a step of the case.
INSERT INTO case_review SELECT subject FROM reconciliation_case WHERE closed_at IS NULL ON CONFLICT DO NOTHING;

-- How many conflicts are open, by severity, without their rows.
CREATE INDEX subject_conflict_severity ON subject_conflict (severity, valid_to) WHERE settled_at IS NULL;
