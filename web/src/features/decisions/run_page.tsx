import { Chip, Group, SimpleGrid } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

import type { Schemas } from '~/api/client';
import { useSession } from '~/features/session/session';
import { Answer } from '~/parts/answer';
import { kVerdicts } from '~/parts/decision_badge';
import { Money } from '~/parts/money';
import { Page } from '~/parts/page';
import { At } from '~/parts/since';
import { Stat } from '~/parts/stat';

import { DecisionTable } from './decision_table';
import { decisionsOfRunQuery, runQuery, type DecisionLine } from './queries';
import { ReplayButton } from './replay_button';

const route = getRouteApi('/decisions/runs/$runId');

/** One run: its sums, and every ad that it considered, those it left alone included. */
export function RunPage() {
  const { t } = useTranslation();
  const session = useSession();
  const { runId } = route.useParams();
  const run = useQuery(runQuery(session, runId));
  const decisions = useQuery(decisionsOfRunQuery(session, runId));
  return (
    <Page
      title={t('run.title')}
      subtitle={run.data && <At at={run.data.created_at} />}
      actions={<ReplayButton runId={runId} />}
    >
      <Answer query={run} height={88}>
        {(data) => <RunSums run={data} />}
      </Answer>
      <Answer query={decisions} height={400}>
        {(rows) => <FilteredDecisions rows={rows} />}
      </Answer>
    </Page>
  );
}

function RunSums({ run }: { run: Schemas['DecisionRun'] }) {
  const { t } = useTranslation();
  const { format } = useSession();
  const moved = {
    amount_minor: run.recommended_budget.amount_minor - run.current_budget.amount_minor,
    currency: run.current_budget.currency,
  };
  return (
    <SimpleGrid cols={{ base: 2, md: 4 }} spacing="sm">
      <Stat
        label={t('run.ads')}
        value={format.number(run.num_ads)}
        note={run.status === 'preview' ? t('runs.preview') : t('runs.kept')}
      />
      <Stat label={t('run.current')} value={<Money amount={run.current_budget} />} />
      <Stat
        label={t('run.recommended')}
        value={<Money amount={run.recommended_budget} />}
        note={<Money amount={moved} signed />}
      />
      <Stat
        label={t('run.configVersion')}
        value={format.number(run.config_version)}
        note={t('run.seed', { seed: run.seed })}
      />
    </SimpleGrid>
  );
}

function FilteredDecisions({ rows }: { rows: readonly DecisionLine[] }) {
  const { t } = useTranslation();
  const { q, action } = route.useSearch();
  const navigate = route.useNavigate();
  const shown = action === undefined ? rows : rows.filter((row) => row.decision === action);
  const present = kVerdicts.filter((verdict) => rows.some((row) => row.decision === verdict));
  const choose = (next: string) =>
    void navigate({
      search: (old) => ({ ...old, action: next === 'all' ? undefined : next }),
      replace: true,
    });
  return (
    <DecisionTable
      rows={shown}
      search={q ?? ''}
      onSearch={(text) =>
        void navigate({ search: (old) => ({ ...old, q: text || undefined }), replace: true })
      }
      tools={
        <Chip.Group value={action ?? 'all'} onChange={choose}>
          <Group gap={4}>
            <Chip size="xs" value="all">
              {t('run.all')}
            </Chip>
            {present.map((verdict) => (
              <Chip size="xs" key={verdict} value={verdict}>
                {t(`verdict.${verdict}`)}
              </Chip>
            ))}
          </Group>
        </Chip.Group>
      }
    />
  );
}
