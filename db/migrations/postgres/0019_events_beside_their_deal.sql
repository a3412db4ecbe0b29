-- Events are found by their deal and time, and no longer by a key that is a hash as well: one index
-- less to keep. The key of an event is made of its CRM, deal and time among others, so that it stays
-- unique.
SET LOCAL ROLE gv_owner;

ALTER TABLE crm_events DROP CONSTRAINT crm_events_pkey;
ALTER TABLE crm_events ADD PRIMARY KEY (account_id, crm, deal_id, occurred_at, event_key);
DROP INDEX crm_events_of_deal;
