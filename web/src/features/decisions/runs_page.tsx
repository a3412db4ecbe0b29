import { Badge, Button } from '@mantine/core';
import { IconAdjustmentsDollar } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';

import type { Schemas } from '~/api/client';
import { useSession } from '~/features/session/session';
import { Answer } from '~/parts/answer';
import { DataTable, type Column } from '~/parts/data_table';
import { EmptyState } from '~/parts/empty_state';
import { Money } from '~/parts/money';
import { MoreButton } from '~/parts/more_button';
import { Page } from '~/parts/page';
import { At } from '~/parts/since';

import { runsQuery } from './queries';

type Run = Schemas['DecisionRunLine'];

function useColumns(): Column<Run>[] {
  const { t } = useTranslation();
  const { format } = useSession();
  return useMemo(
    () => [
      {
        id: 'at',
        header: t('runs.at'),
        value: (run) => run.created_at,
        cell: (run) => (
          <Link to="/decisions/runs/$runId" params={{ runId: run.id }}>
            <At at={run.created_at} />
          </Link>
        ),
      },
      {
        id: 'status',
        header: t('runs.status'),
        value: (run) => run.status,
        cell: (run) => (
          <Badge color={run.status === 'preview' ? 'gray' : 'sea'}>
            {run.status === 'preview' ? t('runs.preview') : t('runs.kept')}
          </Badge>
        ),
      },
      { id: 'trigger', header: t('runs.trigger'), value: (run) => run.trigger },
      {
        id: 'ads',
        header: t('runs.ads'),
        numeric: true,
        value: (run) => run.num_ads,
        cell: (run) => format.number(run.num_ads),
      },
      {
        id: 'budget',
        header: t('runs.budget'),
        numeric: true,
        value: (run) => run.total_budget?.amount_minor,
        cell: (run) => (run.total_budget ? <Money amount={run.total_budget} /> : '–'),
      },
      {
        id: 'version',
        header: t('runs.configVersion'),
        numeric: true,
        value: (run) => run.config_version,
      },
      { id: 'seed', header: t('runs.seed'), numeric: true, value: (run) => run.seed },
    ],
    [t, format],
  );
}

/** Every run that decided on budgets, and the way into each. */
export function RunsPage() {
  const { t } = useTranslation();
  const session = useSession();
  const runs = useInfiniteQuery(runsQuery(session));
  const columns = useColumns();
  return (
    <Page title={t('runs.title')} subtitle={t('runs.subtitle')}>
      <Answer query={runs} height={320}>
        {(data) => {
          const rows = data.pages.flatMap((page) => page.items);
          if (rows.length === 0) return <NoRuns />;
          return (
            <>
              <DataTable
                name={t('runs.title')}
                columns={columns}
                rows={rows}
                rowKey={(run) => run.id}
              />
              <MoreButton query={runs} />
            </>
          );
        }}
      </Answer>
    </Page>
  );
}

export function NoRuns() {
  const { t } = useTranslation();
  return (
    <EmptyState
      icon={IconAdjustmentsDollar}
      title={t('runs.none')}
      action={
        <Button component={Link} to="/budget" mt="xs">
          {t('runs.decide')}
        </Button>
      }
    >
      {t('runs.noneHint')}
    </EmptyState>
  );
}
