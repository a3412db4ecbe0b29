-- Events lie beside those of their deal, in the order in which they happened, and no longer by a key
-- that is a hash: a burst of them writes a few pages instead of one for each, and a deal is read in one
-- place. The key of an event is made of its CRM, deal and time among others, so that it stays unique.

CREATE TABLE crm_events_by_deal (
  account_id TEXT NOT NULL,
  event_key TEXT NOT NULL,
  crm TEXT NOT NULL,
  deal_id TEXT NOT NULL,
  type TEXT NOT NULL,
  stage_key TEXT,
  amount_minor INTEGER,
  currency TEXT,
  occurred_at INTEGER NOT NULL,
  source_seq INTEGER NOT NULL,
  received_at INTEGER NOT NULL,
  state TEXT NOT NULL,
  raw_ref TEXT,
  PRIMARY KEY (account_id, crm, deal_id, occurred_at, event_key)
) STRICT, WITHOUT ROWID;

INSERT INTO crm_events_by_deal SELECT * FROM crm_events
  ORDER BY account_id, crm, deal_id, occurred_at, event_key;
DROP TABLE crm_events;
ALTER TABLE crm_events_by_deal RENAME TO crm_events;
