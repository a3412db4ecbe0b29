-- When an ad was looked at last, and when it was last seen running.

ALTER TABLE ads ADD COLUMN seen_at INTEGER;
ALTER TABLE ads ADD COLUMN seen_active_at INTEGER;
