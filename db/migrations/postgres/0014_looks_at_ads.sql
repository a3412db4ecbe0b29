-- When an ad was looked at last, and when it was last seen running.
SET LOCAL ROLE gv_owner;

ALTER TABLE ads ADD COLUMN seen_at TIMESTAMPTZ;
ALTER TABLE ads ADD COLUMN seen_active_at TIMESTAMPTZ;
