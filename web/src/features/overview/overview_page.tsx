import { Group, SimpleGrid, Skeleton, Stack, Text } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';

import type { Schemas } from '~/api/client';
import { spanOf, summaryQuery } from '~/features/campaigns/queries';
import { Sums } from '~/features/campaigns/sums';
import { runsQuery } from '~/features/decisions/queries';
import { NoRuns } from '~/features/decisions/runs_page';
import { useSession } from '~/features/session/session';
import { Answer } from '~/parts/answer';
import { DecisionBadge, kVerdicts } from '~/parts/decision_badge';
import { Money } from '~/parts/money';
import { Page } from '~/parts/page';
import { Panel } from '~/parts/panel';
import { At, Since } from '~/parts/since';
import { Stat } from '~/parts/stat';

import { HealthPanel } from './health_panel';
import { LatestRun } from './latest_run';
import { LoopPanel } from './loop_panel';
import { NeedsYou } from './needs_you';
import { impactQuery } from './queries';

// Of demos alone: the first page of all others does without it.
const RegretPanel = lazy(() => import('./regret_panel'));

/** What is going on with the money, in one screen. */
export function OverviewPage() {
  const { t } = useTranslation();
  const session = useSession();
  const impact = useQuery(impactQuery(session));
  const runs = useInfiniteQuery(runsQuery(session));
  const summary = useQuery(summaryQuery(session, spanOf({})));
  const asOf = summary.data?.data_as_of;
  return (
    <Page
      title={t('overview.title')}
      subtitle={
        <>
          {t('overview.subtitle')}{' '}
          {asOf != null && (
            <>
              {t('campaigns.asOf')} <Since at={asOf} />
            </>
          )}
        </>
      }
    >
      <NeedsYou />
      <LoopPanel />
      {asOf != null && summary.data && <Spent summary={summary.data} />}
      <Answer query={impact} height={104}>
        {(data) => <ImpactTiles impact={data} />}
      </Answer>
      {session.account.is_demo && (
        <Suspense fallback={<Skeleton height={560} />}>
          <RegretPanel />
        </Suspense>
      )}
      <Answer query={runs} height={320}>
        {(data) => {
          const latest = data.pages[0]?.items[0];
          return latest ? <LatestRun run={latest} /> : <NoRuns />;
        }}
      </Answer>
      <SimpleGrid cols={{ base: 1, md: 3 }} spacing="md">
        <Answer query={impact} height={160}>
          {(data) => <Actions impact={data} />}
        </Answer>
        <Answer query={runs} height={160}>
          {(data) => <RecentRuns runs={data.pages[0]?.items ?? []} />}
        </Answer>
        <HealthPanel />
      </SimpleGrid>
    </Page>
  );
}

function Spent({ summary }: { summary: Schemas['AnalyticsSummary'] }) {
  const { t } = useTranslation();
  const { format } = useSession();
  // Days of UTC; the last one ends where the span does.
  const last = new Date(Date.parse(summary.to) - 1).toISOString();
  return (
    <div>
      <Sums summary={summary} />
      <Text size="xs" c="dimmed" mt={6}>
        {t('overview.span', {
          from: format.day(summary.from.slice(0, 10)),
          to: format.day(last.slice(0, 10)),
        })}
      </Text>
    </div>
  );
}

function ImpactTiles({ impact }: { impact: Schemas['Impact'] }) {
  const { t } = useTranslation();
  const { format } = useSession();
  const interval = ({ lower, upper }: Schemas['ImpactEstimate']) =>
    t('overview.interval', { low: format.money(lower), high: format.money(upper) });
  return (
    <div>
      <SimpleGrid cols={{ base: 2, md: 4 }} spacing="sm">
        <Stat
          label={t('overview.moved')}
          value={<Money amount={impact.budget_moved} />}
          note={t('overview.perDay')}
        />
        <Stat
          label={t('overview.avoided')}
          value={<Money amount={impact.spend_avoided.value} />}
          note={interval(impact.spend_avoided)}
        />
        <Stat
          label={t('overview.gained')}
          value={<Money amount={impact.value_gained.value} />}
          note={interval(impact.value_gained)}
        />
        <Stat
          label={t('overview.applied')}
          value={format.number(impact.applied)}
          note={t('overview.appliedHint')}
        />
      </SimpleGrid>
      <Text size="xs" c="dimmed" mt={6}>
        {t('overview.span', { from: format.date(impact.from), to: format.date(impact.to) })} ·{' '}
        <bdi>{impact.method}</bdi>
      </Text>
    </div>
  );
}

function Actions({ impact }: { impact: Schemas['Impact'] }) {
  const { t } = useTranslation();
  const { format } = useSession();
  const present = kVerdicts.filter((verdict) => (impact.actions[verdict] ?? 0) > 0);
  return (
    <Panel title={t('overview.actions')} description={t('overview.actionsHint')}>
      {present.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('overview.noActions')}
        </Text>
      )}
      <Stack gap={6}>
        {present.map((verdict) => (
          <Group key={verdict} justify="space-between">
            <DecisionBadge verdict={verdict} />
            <Text size="sm" fw={560} className="tabular">
              {format.number(impact.actions[verdict] ?? 0)}
            </Text>
          </Group>
        ))}
      </Stack>
    </Panel>
  );
}

const kRunsShown = 5;

function RecentRuns({ runs }: { runs: readonly Schemas['DecisionRunLine'][] }) {
  const { t } = useTranslation();
  return (
    <Panel title={t('overview.runs')} actions={<Link to="/decisions">{t('overview.all')}</Link>}>
      <Stack gap={6}>
        {runs.slice(0, kRunsShown).map((run) => (
          <Group key={run.id} justify="space-between" wrap="nowrap">
            <Link to="/decisions/runs/$runId" params={{ runId: run.id }}>
              <At at={run.created_at} />
            </Link>
            <Text size="sm" c="dimmed">
              {t('overview.runAds', { count: run.num_ads })}
            </Text>
          </Group>
        ))}
      </Stack>
    </Panel>
  );
}
