import { Button, Code, FileButton, Group, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { IconActivity, IconCalendarDown, IconUpload } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import type { TFunction } from 'i18next';
import { useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';

import type { Schemas } from '~/api/client';
import { adDaysQuery } from '~/features/campaigns/queries';
import { useSession } from '~/features/session/session';
import { Page } from '~/parts/page';
import { Panel } from '~/parts/panel';
import { ProblemAlert } from '~/parts/problem_alert';

import { readDays, textOfDays } from './days_csv';
import { FatigueMatrix } from './fatigue_matrix';
import { FatigueTrend } from './fatigue_trend';
import { LevelBadge } from './level_badge';
import { judge } from './queries';
import { WearHistory } from './wear_history';

const route = getRouteApi('/fatigue');

/** How worn out a creative is, judged by the server from its daily figures. */
export function FatiguePage() {
  const { t } = useTranslation();
  const session = useSession();
  const { account } = session;
  const queries = useQueryClient();
  const { ad: asked } = route.useSearch();
  const [ad, setAd] = useState(asked ?? '');
  const [text, setText] = useState('');
  const read = readDays(text, account.currency);
  const judging = useMutation({
    mutationFn: (days: Schemas['FatigueDayV1'][]) => judge(session, ad, days),
  });
  const taking = useMutation({
    mutationFn: async () => textOfDays((await queries.query(adDaysQuery(session, ad))).items),
    onSuccess: setText,
  });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (read.days.length > 0 && read.problems.length === 0) judging.mutate(read.days);
  };
  const load = (file: File | null) => {
    if (file) void file.text().then(setText);
  };
  return (
    <Page title={t('fatigue.title')} subtitle={t('fatigue.subtitle')}>
      <FatigueMatrix />
      {asked !== undefined && <WearHistory ad={asked} />}
      <Panel title={t('fatigue.check')} description={t('fatigue.checkHint')}>
        <form onSubmit={submit}>
          <Stack gap="sm">
            <Group align="flex-end" gap="xs">
              <TextInput
                label={t('decision.ad')}
                required
                w={360}
                maw="100%"
                value={ad}
                onChange={(event) => setAd(event.currentTarget.value)}
              />
              <Button
                variant="default"
                leftSection={<IconCalendarDown size={16} aria-hidden />}
                loading={taking.isPending}
                disabled={ad === ''}
                onClick={() => taking.mutate()}
              >
                {t('fatigue.take')}
              </Button>
            </Group>
            {taking.error && <ProblemAlert error={taking.error} />}
            <Textarea
              label={t('fatigue.days')}
              description={
                <>
                  {t('fatigue.daysHint', { currency: account.currency })}{' '}
                  <Code dir="ltr">date,ctr,frequency,cpm,impressions</Code>
                </>
              }
              autosize
              minRows={5}
              maxRows={14}
              required
              dir="ltr"
              value={text}
              error={read.problems.slice(0, 3).map(problemText(t)).join(' ')}
              onChange={(event) => setText(event.currentTarget.value)}
            />
            <Group gap="xs">
              <Button
                type="submit"
                leftSection={<IconActivity size={16} aria-hidden />}
                loading={judging.isPending}
                disabled={read.days.length === 0 || read.problems.length > 0}
              >
                {t('fatigue.judge')}
              </Button>
              <FileButton accept=".csv,text/csv" onChange={load}>
                {(props) => (
                  <Button
                    {...props}
                    variant="default"
                    leftSection={<IconUpload size={16} aria-hidden />}
                  >
                    {t('fatigue.file')}
                  </Button>
                )}
              </FileButton>
            </Group>
          </Stack>
        </form>
      </Panel>
      {judging.error && <ProblemAlert error={judging.error} />}
      {judging.data && <Verdict fatigue={judging.data} />}
      {read.days.length > 1 && <FatigueTrend days={read.days} />}
    </Page>
  );
}

function problemText(t: TFunction) {
  return ({ line, what }: { line: number; what: string }) => t('fatigue.line', { line, what });
}

function Verdict({ fatigue }: { fatigue: Schemas['Fatigue'] }) {
  const { t } = useTranslation();
  const { format } = useSession();
  return (
    <Panel title={t('fatigue.verdict')} actions={<LevelBadge level={fatigue.status} />}>
      <Text fw={560} dir="auto">
        {fatigue.reason}
      </Text>
      <Text size="sm" mt={4} dir="auto">
        {fatigue.recommendation}
      </Text>
      <Text size="xs" c="dimmed" mt={6}>
        {t('fatigue.confidence', { share: format.percent(fatigue.confidence, 0) })}
        {fatigue.days_until_critical !== null &&
          ` · ${t('fatigue.critical', { days: format.plain(fatigue.days_until_critical, 1) })}`}
      </Text>
    </Panel>
  );
}
