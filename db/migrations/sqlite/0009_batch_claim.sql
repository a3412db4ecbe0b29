-- Batches of due changes are claimed by one statement of the program here; PostgreSQL has a function
-- for it. Both look for leases that ran out.

CREATE INDEX pending_ad_changes_by_lease ON pending_ad_changes (account_id, lease_until)
  WHERE status IN ('claimed', 'executing', 'verifying');
