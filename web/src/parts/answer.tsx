import { Alert, Button, Skeleton } from '@mantine/core';
import { useInterval } from '@mantine/hooks';
import { IconClockExclamation } from '@tabler/icons-react';
import type { UseQueryResult } from '@tanstack/react-query';
import { useEffect, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import { useSession } from '~/features/session/session';

import { ProblemAlert } from './problem_alert';

const kPatienceMs = 150;

type Props<T> = {
  query: UseQueryResult<T>;
  /** Height of what will be there, so that nothing jumps. */
  height?: number;
  children: (data: T) => ReactNode;
};

/** A query's four states: loading, failed, stale (an old answer and why there is no new one), and here. */
export function Answer<T>({ query, height = 160, children }: Props<T>) {
  const retry = () => void query.refetch();
  if (query.data === undefined) {
    if (query.error) return <ProblemAlert error={query.error} onRetry={retry} />;
    return <Waiting height={height} />;
  }
  return (
    <>
      {query.error && <Stale since={query.dataUpdatedAt} onRetry={retry} />}
      {children(query.data)}
    </>
  );
}

function Waiting({ height }: { height: number }) {
  const { t } = useTranslation();
  const [shown, setShown] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), kPatienceMs);
    return () => clearTimeout(timer);
  }, []);
  return (
    <Skeleton
      height={height}
      visible
      style={{ visibility: shown ? 'visible' : 'hidden' }}
      role="status"
      aria-label={t('state.loading')}
    />
  );
}

function Stale({ since, onRetry }: { since: number; onRetry: () => void }) {
  const { t } = useTranslation();
  const { format } = useSession();
  const now = useNow();
  return (
    <Alert
      color="yellow"
      icon={<IconClockExclamation aria-hidden />}
      mb="sm"
      py="xs"
      title={t('state.stale', { ago: format.ago(new Date(since).toISOString(), now) })}
    >
      <Button size="compact-xs" variant="default" onClick={onRetry}>
        {t('problem.retry')}
      </Button>
    </Alert>
  );
}

const kTickMs = 30_000;

/** The present, renewed twice a minute: what "3 minutes ago" is measured from. */
export function useNow(): number {
  const [now, setNow] = useState(() => Date.now());
  useInterval(() => setNow(Date.now()), kTickMs, { autoInvoke: true });
  return now;
}
