-- Claims a batch of due changes of the account that the transaction is set to.
SET LOCAL ROLE gv_owner;

CREATE INDEX pending_ad_changes_by_lease ON pending_ad_changes (account_id, lease_until)
  WHERE status IN ('claimed', 'executing', 'verifying');

-- The clock of the server: the function is called by hand and by outside tools as well.
CREATE FUNCTION claim_pending_ad_changes_batch(worker_id text, batch_size int DEFAULT 10)
  RETURNS SETOF pending_ad_changes LANGUAGE sql AS $$
  UPDATE pending_ad_changes AS change
  SET status = 'claimed', lease_owner = worker_id, claimed_at = clock_timestamp(),
      lease_until = clock_timestamp() + interval '60 seconds',
      fencing_token = change.fencing_token + 1
  FROM (
    SELECT account_id, id FROM pending_ad_changes
    WHERE account_id = current_setting('gv.account_id', true) AND status = 'pending'
      AND approval IN ('none', 'approved') AND earliest_execute_at <= clock_timestamp()
      AND (expires_at IS NULL OR expires_at > clock_timestamp())
    ORDER BY priority, earliest_execute_at, id
    LIMIT batch_size
    FOR UPDATE SKIP LOCKED
  ) AS due
  WHERE change.account_id = due.account_id AND change.id = due.id
  RETURNING change.*
$$;
REVOKE ALL ON FUNCTION claim_pending_ad_changes_batch(text, int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION claim_pending_ad_changes_batch(text, int) TO gv_worker;
