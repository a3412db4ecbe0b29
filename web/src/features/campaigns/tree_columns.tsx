import { Badge, Group, Text } from '@mantine/core';
import type { TFunction } from 'i18next';
import { useMemo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import { useSession } from '~/features/session/session';
import { DecisionBadge } from '~/parts/decision_badge';
import { Money } from '~/parts/money';
import type { CsvCell } from '~/lib/csv';
import { majorText } from '~/lib/format';

import type { SortColumn, TreeNode } from './tree';

export type TreeColumn = {
  id: string;
  header: string;
  /** None: it is not sorted by. */
  sort?: SortColumn;
  numeric?: boolean;
  csv: (node: TreeNode) => CsvCell;
  cell: (node: TreeNode) => ReactNode;
};

const kNone = '–';

/** What is shown of a campaign, an ad set or an ad beside its name. */
export function useTreeColumns(): readonly TreeColumn[] {
  const { t } = useTranslation();
  const { format } = useSession();
  return useMemo<TreeColumn[]>(
    () => [
      {
        id: 'status',
        header: t('campaigns.status'),
        sort: 'status',
        csv: ({ line }) => line.status,
        cell: (node) => <Status node={node} />,
      },
      {
        id: 'decision',
        header: t('decision.verdict'),
        csv: (node) => (node.level === 'ad' ? node.line.decision : null),
        cell: (node) => (node.level === 'ad' ? <Verdict node={node} /> : null),
      },
      {
        id: 'budget',
        header: t('campaigns.budget'),
        numeric: true,
        csv: (node) => {
          const budget = budgetOf(node);
          return budget ? majorText(budget) : null;
        },
        cell: (node) => {
          const budget = budgetOf(node);
          return budget ? <Money amount={budget} /> : null;
        },
      },
      {
        id: 'spend',
        header: t('campaigns.spend'),
        sort: 'spend',
        numeric: true,
        csv: ({ line }) => majorText(line.spend),
        cell: ({ line }) => <Money amount={line.spend} />,
      },
      {
        id: 'impressions',
        header: t('campaigns.impressions'),
        sort: 'impressions',
        numeric: true,
        csv: ({ line }) => line.impressions,
        cell: ({ line }) => format.number(line.impressions),
      },
      {
        id: 'ctr',
        header: t('campaigns.ctr'),
        sort: 'ctr',
        numeric: true,
        csv: ({ line }) => line.ctr,
        cell: ({ line }) => (line.ctr === null ? kNone : format.percent(line.ctr, 2)),
      },
      {
        id: 'conversions',
        header: t('campaigns.conversions'),
        sort: 'conversions',
        numeric: true,
        csv: ({ line }) => line.conversions,
        cell: ({ line }) => format.plain(line.conversions, 1),
      },
      {
        id: 'pipeline_value',
        header: t('campaigns.value'),
        sort: 'pipeline_value',
        numeric: true,
        csv: ({ line }) => majorText(line.pipeline_value),
        cell: ({ line }) => <Money amount={line.pipeline_value} />,
      },
      {
        id: 'pipeline_roas',
        header: t('campaigns.roas'),
        sort: 'pipeline_roas',
        numeric: true,
        csv: ({ line }) => line.pipeline_roas,
        cell: ({ line }) =>
          line.pipeline_roas === null ? kNone : format.number(line.pipeline_roas, 2),
      },
    ],
    [t, format],
  );
}

function budgetOf(node: TreeNode) {
  return node.level === 'ad' ? null : node.line.daily_budget;
}

const kColours: Readonly<Record<string, string>> = { active: 'sea', deleted: 'red' };

function Status({ node }: { node: TreeNode }) {
  const { t } = useTranslation();
  const { status } = node.line;
  const halted = node.level === 'ad' && status === 'active' && !node.line.active;
  const refused = node.level === 'ad' && node.line.review_status === 'disapproved';
  return (
    <Group gap={4} wrap="nowrap">
      <Badge color={halted ? 'gray' : (kColours[status] ?? 'gray')}>
        {halted ? t('campaigns.halted') : statusText(t, status)}
      </Badge>
      {refused && <Badge color="red">{t('campaigns.refused')}</Badge>}
      {node.level === 'adset' && node.line.learning && (
        <Badge color="indigo">{t('campaigns.learning')}</Badge>
      )}
    </Group>
  );
}

function statusText(t: TFunction, status: string): string {
  switch (status) {
    case 'active':
    case 'paused':
    case 'archived':
    case 'deleted':
      return t(`campaigns.is.${status}`);
    default:
      return status;
  }
}

function Verdict({ node }: { node: Extract<TreeNode, { level: 'ad' }> }) {
  const { format } = useSession();
  const { decision, confidence } = node.line;
  if (decision === null) return kNone;
  return (
    <Group gap={6} wrap="nowrap">
      <DecisionBadge verdict={decision} />
      <Text span size="xs" c="dimmed" className="tabular">
        {confidence === null ? '' : format.percent(confidence, 0)}
      </Text>
    </Group>
  );
}
