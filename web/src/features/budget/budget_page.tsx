import { Alert, List, SimpleGrid, Stack, Text } from '@mantine/core';
import { IconAdjustmentsDollar, IconInfoCircle } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

import { take, type Schemas } from '~/api/client';
import { decisionsOfRunQuery, runQuery } from '~/features/decisions/queries';
import { useSession } from '~/features/session/session';
import { Answer } from '~/parts/answer';
import { EmptyState } from '~/parts/empty_state';
import { Money } from '~/parts/money';
import { Page } from '~/parts/page';
import { Panel } from '~/parts/panel';
import { ProblemAlert } from '~/parts/problem_alert';
import { Stat } from '~/parts/stat';

import { BudgetForm } from './budget_form';
import { BudgetRows } from './budget_rows';
import { ChangesPanel } from './changes_panel';
import { useWishes } from './wishes';

const route = getRouteApi('/budget');

/** Shares the budget anew as a preview, and says of every ad why. */
export function BudgetPage() {
  const { t } = useTranslation();
  const { api, account } = useSession();
  const queries = useQueryClient();
  const navigate = route.useNavigate();
  const { run } = route.useSearch();
  const [wishes, change] = useWishes(account.currency);
  const deciding = useMutation({
    mutationFn: (dryRun: boolean) =>
      take(api.POST('/api/v1/decisions/run', { body: { ...wishes.body(), dry_run: dryRun } })),
    onSuccess: async (made) => {
      await queries.invalidateQueries({ queryKey: [account.id, 'decision-runs'] });
      await navigate({ search: (old) => ({ ...old, run: made.run_id }) });
    },
  });
  const made = deciding.data?.run_id === run ? deciding.data : undefined;
  return (
    <Page title={t('budget.title')} subtitle={t('budget.subtitle')}>
      <BudgetForm
        wishes={wishes}
        onChange={change}
        pending={deciding.isPending}
        onRun={(dryRun) => deciding.mutate(dryRun)}
      />
      {deciding.error && <ProblemAlert error={deciding.error} />}
      {run === undefined ? (
        <EmptyState icon={IconAdjustmentsDollar} title={t('budget.none')}>
          {t('budget.noneHint')}
        </EmptyState>
      ) : (
        <RunResult run={run} made={made} wishes={wishes} onChange={change} />
      )}
    </Page>
  );
}

type ResultProps = {
  run: string;
  made: Schemas['BudgetOptimizationV1'] | undefined;
  wishes: ReturnType<typeof useWishes>[0];
  onChange: ReturnType<typeof useWishes>[1];
};

function RunResult({ run, made, wishes, onChange }: ResultProps) {
  const session = useSession();
  const sums = useQuery(runQuery(session, run));
  const decisions = useQuery(decisionsOfRunQuery(session, run));
  return (
    <Stack gap="md">
      <Answer query={sums} height={88}>
        {(data) => <Sums run={data} unallocated={made?.unallocated} />}
      </Answer>
      {made && <Remarks made={made} />}
      <Answer query={decisions} height={400}>
        {(rows) => (
          <>
            <ChangesPanel rows={rows} />
            <BudgetRows
              kept={sums.data?.status === 'completed'}
              rows={rows}
              wishes={wishes}
              onChange={onChange}
            />
          </>
        )}
      </Answer>
    </Stack>
  );
}

type SumsProps = { run: Schemas['DecisionRun']; unallocated: Schemas['Amount'] | undefined };

function Sums({ run, unallocated }: SumsProps) {
  const { t } = useTranslation();
  const { format } = useSession();
  return (
    <SimpleGrid cols={{ base: 2, md: 4 }} spacing="sm">
      <Stat label={t('run.current')} value={<Money amount={run.current_budget} />} />
      <Stat label={t('run.recommended')} value={<Money amount={run.recommended_budget} />} />
      <Stat
        label={t('budget.unallocated')}
        value={unallocated ? <Money amount={unallocated} /> : '–'}
        note={t('budget.unallocatedHint')}
      />
      <Stat
        label={t('run.ads')}
        value={format.number(run.num_ads)}
        note={run.status === 'preview' ? t('runs.preview') : t('runs.kept')}
      />
    </SimpleGrid>
  );
}

function Remarks({ made }: { made: Schemas['BudgetOptimizationV1'] }) {
  const { t } = useTranslation();
  return (
    <>
      {made.warnings.length > 0 && (
        <Alert color="yellow" icon={<IconInfoCircle aria-hidden />} title={t('budget.warnings')}>
          <List size="sm">
            {made.warnings.map((warning) => (
              <List.Item key={warning} dir="auto">
                {warning}
              </List.Item>
            ))}
          </List>
        </Alert>
      )}
      {made.left_out.length > 0 && (
        <Panel title={t('budget.leftOut')} description={t('budget.leftOutHint')}>
          <List size="sm">
            {made.left_out.map((ad) => (
              <List.Item key={ad.ad_id}>
                <bdi>{ad.ad_id}</bdi>{' '}
                <Text span c="dimmed" dir="auto">
                  {ad.reason}
                </Text>
              </List.Item>
            ))}
          </List>
        </Panel>
      )}
    </>
  );
}
