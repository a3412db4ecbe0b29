import { Button, Group, Text } from '@mantine/core';
import { IconBan, IconPin } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';

import { NamedAd } from '~/features/ads/named_ad';
import { ApplyButton } from '~/features/executor/apply_button';
import type { DecisionLine } from '~/features/decisions/queries';
import { useSession } from '~/features/session/session';
import { DataTable, type Column } from '~/parts/data_table';
import { DecisionBadge } from '~/parts/decision_badge';
import { Money } from '~/parts/money';
import { Panel } from '~/parts/panel';

import type { ChangeWishes, Wishes } from './wishes';

type Props = {
  kept: boolean;
  rows: readonly DecisionLine[];
  wishes: Wishes;
  onChange: ChangeWishes;
};

function useColumns(): Column<DecisionLine>[] {
  const { t } = useTranslation();
  const { format } = useSession();
  return useMemo(
    () => [
      {
        id: 'ad',
        header: t('decision.ad'),
        value: (row) => row.ad_name ?? row.ad_id,
        also: { header: t('decision.adId'), value: (row) => row.ad_id },
        cell: (row) => <NamedAd id={row.ad_id} name={row.ad_name} decision={row.id} />,
      },
      {
        id: 'verdict',
        header: t('decision.verdict'),
        value: (row) => row.decision,
        cell: (row) => <DecisionBadge verdict={row.decision} />,
      },
      {
        id: 'current',
        header: t('decision.current'),
        numeric: true,
        value: (row) => row.current_budget?.amount_minor ?? null,
        cell: (row) => <Money amount={row.current_budget} c="dimmed" />,
      },
      {
        id: 'recommended',
        header: t('decision.recommended'),
        numeric: true,
        value: (row) => row.recommended_budget?.amount_minor ?? null,
        cell: (row) => <Money amount={row.recommended_budget} fw={600} />,
      },
      {
        id: 'change',
        header: t('budget.change'),
        numeric: true,
        value: changeOf,
        cell: (row) => {
          const minor = changeOf(row);
          return (
            <Money
              amount={minor === null ? null : { ...row.unit.current_budget, amount_minor: minor }}
              signed
              c={
                (minor ?? 0) < 0 ? 'var(--gv-bad)' : (minor ?? 0) > 0 ? 'var(--gv-good)' : 'dimmed'
              }
            />
          );
        },
      },
      {
        id: 'confidence',
        header: t('decision.confidence'),
        numeric: true,
        value: (row) => row.confidence,
        cell: (row) => format.percent(row.confidence, 0),
      },
      {
        id: 'reason',
        header: t('decision.reason'),
        width: 200,
        value: (row) => row.reason,
        cell: (row) => (
          <Text size="xs" c="dimmed" dir="auto">
            {row.reason}
          </Text>
        ),
      },
    ],
    [t, format],
  );
}

/** Null where the budget is also that of other ads. */
function changeOf(row: DecisionLine): number | null {
  if (row.recommended_budget === null || row.current_budget === null) return null;
  return row.recommended_budget.amount_minor - row.current_budget.amount_minor;
}

/** The recommendation for every ad; those chosen can stay out of the next run or keep their budget. */
export function BudgetRows({ kept, rows, wishes, onChange }: Props) {
  const { t } = useTranslation();
  const columns = useColumns();
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const chosen = rows.filter((row) => selected.has(row.id));
  const exclude = () => {
    onChange({ excluded: [...new Set([...wishes.excluded, ...chosen.map((row) => row.ad_id)])] });
    setSelected(new Set());
  };
  const pin = () => {
    const pinned = new Map(wishes.pinned);
    for (const row of chosen) pinned.set(row.ad_id, row.unit.current_budget.amount_minor);
    onChange({ pinned });
    setSelected(new Set());
  };
  return (
    <Panel title={t('budget.rows')} description={t('budget.rowsHint')}>
      <DataTable
        name={t('budget.rows')}
        columns={columns}
        rows={rows}
        rowKey={(row) => row.id}
        sort={[{ id: 'change', desc: true }]}
        selection={{ selected, onChange: setSelected }}
        searchable
        tools={
          <Group gap={6}>
            {kept && <ApplyButton decisions={chosen.map((row) => row.id)} />}
            <Button
              size="compact-sm"
              variant="default"
              disabled={chosen.length === 0}
              leftSection={<IconBan size={14} aria-hidden />}
              onClick={exclude}
            >
              {t('budget.exclude')}
            </Button>
            <Button
              size="compact-sm"
              variant="default"
              disabled={chosen.length === 0}
              leftSection={<IconPin size={14} aria-hidden />}
              onClick={pin}
            >
              {t('budget.pin')}
            </Button>
          </Group>
        }
      />
    </Panel>
  );
}
