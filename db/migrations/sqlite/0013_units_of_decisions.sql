-- Whose budgets a decision tells of.

ALTER TABLE decisions ADD COLUMN shares_unit INTEGER NOT NULL DEFAULT 0
  CHECK (shares_unit IN (0, 1));
ALTER TABLE decisions ADD COLUMN unit_budget_minor INTEGER;
