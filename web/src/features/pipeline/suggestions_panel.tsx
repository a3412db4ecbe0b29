import { Badge, Button, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';

import type { Schemas } from '~/api/client';
import { useSession } from '~/features/session/session';
import { Answer } from '~/parts/answer';
import { DataTable, type Column } from '~/parts/data_table';
import { Money } from '~/parts/money';
import { Panel } from '~/parts/panel';

import { suggestionsQuery } from './queries';

type Suggested = Schemas['StageSuggestions']['stages'][number];
type Props = { onAccept: (stage: string, minor: number) => void };

/** What past deals say each stage is worth. Accepting fills the field above; saving is apart. */
export function SuggestionsPanel({ onAccept }: Props) {
  const { t } = useTranslation();
  const session = useSession();
  const { format } = session;
  const suggestions = useQuery(suggestionsQuery(session));
  const columns = useColumns(onAccept);
  return (
    <Panel title={t('pipeline.suggest')} description={t('pipeline.suggestHint')}>
      <Answer query={suggestions} height={200}>
        {(data) => (
          <>
            <Text size="sm" mb="xs">
              {t('pipeline.aov', { aov: format.money(data.aov), count: data.won_amounts })}
              {data.calibration && (
                <>
                  {' '}
                  {t('pipeline.calibration', {
                    count: data.calibration.n,
                    brier: format.plain(data.calibration.brier, 3),
                    ece: format.percent(data.calibration.ece, 1),
                  })}
                </>
              )}
            </Text>
            <DataTable
              name={t('pipeline.suggest')}
              columns={columns}
              rows={data.stages}
              rowKey={(row) => row.stage_name}
            />
          </>
        )}
      </Answer>
    </Panel>
  );
}

function useColumns(onAccept: Props['onAccept']): Column<Suggested>[] {
  const { t } = useTranslation();
  const { format, may } = useSession();
  return useMemo(
    () => [
      {
        id: 'stage',
        header: t('pipeline.stage'),
        value: (row) => row.description ?? row.stage_name,
        cell: (row) => <span dir="auto">{row.description ?? row.stage_name}</span>,
      },
      {
        id: 'deals',
        header: t('pipeline.deals'),
        numeric: true,
        value: (row) => row.matured,
        cell: (row) => t('pipeline.wonOf', { won: row.won, of: row.matured }),
      },
      {
        id: 'rate',
        header: t('pipeline.closeRate'),
        numeric: true,
        value: (row) => row.close_rate,
        cell: (row) => (
          <>
            {format.percent(row.close_rate, 1)}
            <Text size="xs" c="dimmed">
              {format.percent(row.close_rate_low, 1)}–{format.percent(row.close_rate_high, 1)}
            </Text>
          </>
        ),
      },
      {
        id: 'current',
        header: t('pipeline.now'),
        numeric: true,
        value: (row) => row.current_value.amount_minor,
        cell: (row) => <Money amount={row.current_value} c="dimmed" />,
      },
      {
        id: 'suggested',
        header: t('pipeline.suggested'),
        numeric: true,
        value: (row) => row.suggested_value.amount_minor,
        cell: (row) => (
          <>
            <Money amount={row.suggested_value} fw={600} />
            <Text size="xs" c="dimmed">
              <Money amount={row.value_low} />–<Money amount={row.value_high} />
            </Text>
          </>
        ),
      },
      {
        id: 'enough',
        header: t('pipeline.basis'),
        width: 220,
        value: (row) => row.reason,
        cell: (row) => (
          <>
            <Badge color={row.enough ? 'sea' : 'gray'}>
              {t(row.enough ? 'pipeline.enough' : 'pipeline.notEnough')}
            </Badge>
            <Text size="xs" c="dimmed" dir="auto">
              {row.reason}
            </Text>
          </>
        ),
      },
      {
        id: 'accept',
        header: t('pipeline.accept'),
        value: () => null,
        cell: (row) => (
          <Button
            size="compact-sm"
            variant="default"
            disabled={!row.enough || !may('config')}
            aria-label={t('pipeline.acceptOf', { stage: row.stage_name })}
            onClick={() => onAccept(row.stage_name, row.suggested_value.amount_minor)}
          >
            {t('pipeline.accept')}
          </Button>
        ),
      },
    ],
    [t, format, may, onAccept],
  );
}
