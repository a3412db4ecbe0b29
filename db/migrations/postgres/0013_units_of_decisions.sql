-- Whose budgets a decision tells of.
SET LOCAL ROLE gv_owner;

ALTER TABLE decisions ADD COLUMN shares_unit BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE decisions ADD COLUMN unit_budget_minor BIGINT;
