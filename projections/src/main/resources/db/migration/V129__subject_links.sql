-- What acts in force say of a subject and others: JSON, null for nearly all. Whoever looks a subject up learns from its own row
-- that the number leads elsewhere.
ALTER TABLE person_current ADD COLUMN links text;
ALTER TABLE legal_entity_current ADD COLUMN links text;

CREATE INDEX person_current_linked ON person_current (subject) WHERE links IS NOT NULL;
CREATE INDEX legal_entity_current_linked ON legal_entity_current (subject) WHERE links IS NOT NULL;
