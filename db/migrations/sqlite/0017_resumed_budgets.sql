-- Budgets of units that come back from a pause.

ALTER TABLE pending_ad_changes ADD COLUMN resumes INTEGER NOT NULL DEFAULT 0
  CHECK (resumes IN (0, 1));
