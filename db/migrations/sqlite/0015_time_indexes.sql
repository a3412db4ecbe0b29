-- What is read in order of time, and what is forgotten by it.

CREATE INDEX conversion_tracking_by_time
  ON conversion_tracking (account_id, conversion_timestamp, conversion_id);
CREATE INDEX click_tracking_expiry ON click_tracking (account_id, expires_at, click_id);
CREATE INDEX job_execution_history_by_time ON job_execution_history (started_at);
