-- Budgets of units that come back from a pause.
SET LOCAL ROLE gv_owner;

ALTER TABLE pending_ad_changes ADD COLUMN resumes BOOLEAN NOT NULL DEFAULT FALSE;
