-- An application is a provider's business once the applicant's own department has consented. Withdrawn as the second step, it never came to that.
ALTER TABLE sharing_agreement ADD COLUMN asked text[] COLLATE "C"; -- providers that have been asked
UPDATE sharing_agreement SET asked = CASE
    WHEN state IN ('REQUESTED', 'DECLINED') OR state = 'WITHDRAWN' AND version = 1 THEN '{}' ELSE providers END;
ALTER TABLE sharing_agreement ALTER COLUMN asked SET NOT NULL;
CREATE INDEX sharing_agreement_asked ON sharing_agreement USING gin (asked);

-- A group runs from the day on which the first of its parts is agreed on.
ALTER TABLE sharing_group ADD COLUMN agreements uuid[]; -- by which something is or was to be given out
UPDATE sharing_group SET agreements = ARRAY(
    SELECT agreement_id FROM sharing_agreement WHERE purpose = code AND requested_at >= founded_at);
ALTER TABLE sharing_group ALTER COLUMN agreements SET NOT NULL;
