-- Subjects that a case looks or looked into as the same as its own, null when none; by the case's subject it is found whether anybody has looked.
ALTER TABLE reconciliation_case ADD COLUMN candidates text[] COLLATE "C";
