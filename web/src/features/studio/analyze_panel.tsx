import { Button, Group, Progress, SegmentedControl, Text } from '@mantine/core';
import { IconWand } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';

import { take } from '~/api/client';
import { useSession } from '~/features/session/session';
import { Panel } from '~/parts/panel';
import { ProblemAlert } from '~/parts/problem_alert';

import { jobQuery, type Asset } from './queries';

const kProfiles = ['fast', 'standard', 'deep'] as const;
const kPollMs = 1000;
const kEnded = new Set(['completed', 'failed', 'cancelled']);

/** Has a video analysed, and shows how far that is until it is there. */
export function AnalyzePanel({ asset }: { asset: Asset }) {
  const { t } = useTranslation();
  const session = useSession();
  const { api, account, format } = session;
  const queries = useQueryClient();
  const [profile, setProfile] = useState<(typeof kProfiles)[number]>('standard');
  const starting = useMutation({
    mutationFn: () =>
      take(
        api.POST('/api/v1/assets/{id}/analyze', {
          params: { path: { id: asset.id } },
          body: { profile },
        }),
      ),
  });
  const id = starting.data && 'job_id' in starting.data ? starting.data.job_id : undefined;
  const job = useQuery({
    ...jobQuery(session, id ?? ''),
    enabled: id !== undefined,
    refetchInterval: (query) => (kEnded.has(query.state.data?.job.state ?? '') ? false : kPollMs),
  });
  // Ready at once where the same question was answered before.
  const ended = starting.isSuccess && (id === undefined || job.data?.job.state === 'completed');
  useEffect(() => {
    if (ended) void queries.invalidateQueries({ queryKey: [account.id, 'assets', asset.id] });
  }, [ended, queries, account.id, asset.id]);

  const state = job.data?.job;
  return (
    <Panel title={t('studio.analyze')} description={t('studio.analyzeHint')}>
      {starting.isSuccess && !ended && state?.state !== 'failed' ? (
        <div>
          <Text mb={6}>
            {state?.progress_note ?? t('studio.analyzing')}{' '}
            {state?.progress != null && format.percent(state.progress, 0)}
          </Text>
          <Progress
            value={100 * (state?.progress ?? 1)}
            animated
            aria-label={t('studio.analyzing')}
          />
        </div>
      ) : (
        <Group gap="sm">
          <SegmentedControl
            size="xs"
            aria-label={t('studio.profile')}
            data={kProfiles.map((value) => ({ value, label: t(`studio.profiles.${value}`) }))}
            value={profile}
            onChange={(value) => setProfile(value)}
          />
          <Button
            leftSection={<IconWand size={16} aria-hidden />}
            loading={starting.isPending}
            disabled={!session.may('media')}
            onClick={() => starting.mutate()}
          >
            {t('studio.analyzeNow')}
          </Button>
        </Group>
      )}
      {starting.error && <ProblemAlert error={starting.error} />}
      {state?.state === 'failed' && (
        <Text c="red" mt="sm" dir="auto">
          {job.data?.last_error ?? t('studio.failed')}
        </Text>
      )}
    </Panel>
  );
}
