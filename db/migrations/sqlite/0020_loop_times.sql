-- The newest bookings, for how late events of a CRM are booked.

CREATE INDEX revenue_ledger_by_time ON revenue_ledger (account_id, posted_at);
