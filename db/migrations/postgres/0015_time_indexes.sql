-- What is read in order of time, and what is forgotten by it; partitions that are made late.
SET LOCAL ROLE gv_owner;

CREATE INDEX conversion_tracking_by_time
  ON conversion_tracking (account_id, conversion_timestamp, conversion_id);
CREATE INDEX click_tracking_expiry ON click_tracking (account_id, expires_at, click_id);
CREATE INDEX job_execution_history_by_time ON job_execution_history (started_at);

-- Makes the partitions of `months` months from `first` on, where they are missing, and takes into
-- each what lies in the default partition because it came before. Attached and not made in place, so
-- that only readers of every month and of the default partition wait. Runs with the rights of gv_owner, as before.
CREATE OR REPLACE FUNCTION gv_create_partitions(first date, months int) RETURNS int
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE
  parent record;
  month date;
  name text;
  lower text;
  upper text;
  made int := 0;
BEGIN
  FOR parent IN
    SELECT p.partrelid::regclass::text AS name, p.partdefid::regclass::text AS rest, a.attname AS key
    FROM pg_partitioned_table AS p
    JOIN pg_attribute AS a ON a.attrelid = p.partrelid AND a.attnum = p.partattrs[0]
    ORDER BY 1
  LOOP
    FOR i IN 0 .. months - 1 LOOP
      month := (date_trunc('month', first) + make_interval(months => i))::date;
      name := parent.name || to_char(month, '_YYYYMM');
      CONTINUE WHEN to_regclass(format('%I', name)) IS NOT NULL;
      lower := month::text || ' 00:00:00+00';
      upper := (month + interval '1 month')::date::text || ' 00:00:00+00';
      EXECUTE format('LOCK TABLE %I IN ACCESS EXCLUSIVE MODE', parent.rest);
      EXECUTE format('CREATE TABLE %I (LIKE %I INCLUDING DEFAULTS INCLUDING CONSTRAINTS '
                     'INCLUDING INDEXES)', name, parent.name);
      EXECUTE format('WITH late AS (DELETE FROM %I WHERE %I >= %L AND %I < %L RETURNING *) '
                     'INSERT INTO %I SELECT * FROM late',
                     parent.rest, parent.key, lower, parent.key, upper, name);
      EXECUTE format('ALTER TABLE %I ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)',
                     parent.name, name, lower, upper);
      made := made + 1;
    END LOOP;
  END LOOP;
  RETURN made;
END $$;
