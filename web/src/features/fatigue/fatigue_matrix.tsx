import { Button, Text } from '@mantine/core';
import { IconActivity } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';

import { NamedAd } from '~/features/ads/named_ad';
import { useSession } from '~/features/session/session';
import { Answer } from '~/parts/answer';
import { DataTable, type Column } from '~/parts/data_table';
import { EmptyState } from '~/parts/empty_state';
import { Money } from '~/parts/money';
import { MoreButton } from '~/parts/more_button';
import { Panel } from '~/parts/panel';

import { kLevels, LevelBadge } from './level_badge';
import { matrixQuery, type WornAd } from './queries';

/** The ads that spend most beside the signs of their wear, the most worn first. */
export function FatigueMatrix() {
  const { t } = useTranslation();
  const session = useSession();
  const matrix = useInfiniteQuery(matrixQuery(session));
  const columns = useColumns();
  return (
    <Panel title={t('fatigue.matrix')} description={t('fatigue.matrixHint')}>
      <Answer query={matrix} height={320}>
        {(data) => {
          const rows = data.pages.flatMap((page) => page.ads);
          if (rows.length === 0) {
            return (
              <EmptyState
                icon={IconActivity}
                title={t('fatigue.noAds')}
                action={
                  <Button size="xs" component={Link} to="/settings/connections">
                    {t('campaigns.connect')}
                  </Button>
                }
              >
                {t('fatigue.noAdsHint')}
              </EmptyState>
            );
          }
          return (
            <>
              <DataTable
                name={t('fatigue.matrix')}
                columns={columns}
                rows={rows}
                rowKey={(row) => row.id}
                sort={[{ id: 'level', desc: true }]}
                searchable
              />
              <MoreButton query={matrix} />
            </>
          );
        }}
      </Answer>
    </Panel>
  );
}

function useColumns(): Column<WornAd>[] {
  const { t } = useTranslation();
  const { account, format } = useSession();
  return useMemo(
    () => [
      {
        id: 'ad',
        header: t('decision.ad'),
        width: 140,
        value: (row) => row.name,
        also: { header: t('decision.adId'), value: (row) => row.id },
        cell: (row) => <NamedAd id={row.id} name={row.name} />,
      },
      {
        id: 'level',
        header: t('fatigue.levelName'),
        value: (row) => kLevels.indexOf(row.fatigue.status),
        cell: (row) => (
          <Link
            to="/fatigue"
            search={{ ad: row.id }}
            aria-label={t('fatigue.historyOf', { ad: row.name })}
          >
            <LevelBadge level={row.fatigue.status} />
          </Link>
        ),
      },
      {
        id: 'critical',
        header: t('fatigue.daysLeft'),
        numeric: true,
        value: (row) => row.fatigue.days_until_critical,
        cell: (row) =>
          row.fatigue.days_until_critical === null
            ? '–'
            : format.number(row.fatigue.days_until_critical, 1),
      },
      {
        id: 'frequency',
        header: t('fatigue.frequency'),
        numeric: true,
        value: (row) => row.last.frequency,
        cell: (row) => format.number(row.last.frequency, 2),
      },
      {
        id: 'ctr',
        header: t('fatigue.ctr'),
        numeric: true,
        value: (row) => row.last.ctr,
        cell: (row) => format.percent(row.last.ctr, 2),
      },
      {
        id: 'cpm',
        header: t('fatigue.cpm', { currency: account.currency }),
        numeric: true,
        value: (row) => row.last.cpm.amount_minor,
        cell: (row) => <Money amount={row.last.cpm} />,
      },
      {
        id: 'impressions',
        header: t('campaigns.impressions'),
        numeric: true,
        value: (row) => row.last.impressions,
        cell: (row) => format.number(row.last.impressions),
      },
      {
        id: 'advice',
        header: t('fatigue.advice'),
        width: 220,
        value: (row) => `${row.fatigue.reason}: ${row.fatigue.recommendation}`,
        cell: (row) => (
          <>
            <Text size="xs" dir="auto">
              {row.fatigue.recommendation}
            </Text>
            <Text size="xs" c="dimmed" dir="auto">
              {row.fatigue.reason}
            </Text>
          </>
        ),
      },
    ],
    [t, account, format],
  );
}
