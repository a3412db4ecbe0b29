import { Badge, Drawer, Group, SimpleGrid } from '@mantine/core';
import { IconChartDots } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { ParseKeys } from 'i18next';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';

import { NamedAd } from '~/features/ads/named_ad';
import { useSession } from '~/features/session/session';
import { Answer } from '~/parts/answer';
import { DataTable, type Column } from '~/parts/data_table';
import { EmptyState } from '~/parts/empty_state';
import { Money } from '~/parts/money';
import { MoreButton } from '~/parts/more_button';
import { Page } from '~/parts/page';
import { At } from '~/parts/since';
import { Stat } from '~/parts/stat';

import { ConversionView } from './conversion_view';
import { conversionsQuery, type Conversion } from './queries';
import { SummaryPanels } from './summary_panels';

const route = getRouteApi('/revenue/attribution');

/** Which ad earned which conversion, and how that is known. */
export function AttributionPage() {
  const { t } = useTranslation();
  const session = useSession();
  const conversions = useInfiniteQuery(conversionsQuery(session));
  const { conversion } = route.useSearch();
  const navigate = route.useNavigate();
  const close = () => void navigate({ search: (old) => ({ ...old, conversion: undefined }) });
  return (
    <Page title={t('attribution.title')} subtitle={t('attribution.subtitle')}>
      <Answer query={conversions} height={400}>
        {(data) => {
          const rows = data.pages.flatMap((page) => page.items);
          if (rows.length === 0) {
            return (
              <EmptyState icon={IconChartDots} title={t('attribution.none')}>
                {t('attribution.noneHint')}
              </EmptyState>
            );
          }
          return (
            <>
              <Methods rows={rows} />
              <SummaryPanels />
              <ConversionTable rows={rows} />
              <MoreButton query={conversions} />
            </>
          );
        }}
      </Answer>
      <Drawer
        opened={conversion !== undefined}
        onClose={close}
        position="right"
        size="xl"
        title={conversion}
      >
        {conversion !== undefined && <ConversionView id={conversion} />}
      </Drawer>
    </Page>
  );
}

export function useMethodName(): (method: string) => string {
  const { t } = useTranslation();
  return (method) => t(`attribution.method.${method}` as ParseKeys, { defaultValue: method });
}

/** How many of the shown conversions each method found. */
function Methods({ rows }: { rows: readonly Conversion[] }) {
  const { t } = useTranslation();
  const { format } = useSession();
  const name = useMethodName();
  const counts = new Map<string, number>();
  for (const row of rows) {
    counts.set(row.attribution_method, (counts.get(row.attribution_method) ?? 0) + 1);
  }
  const sorted = [...counts].sort(([, a], [, b]) => b - a);
  return (
    <SimpleGrid cols={{ base: 2, sm: 3, lg: 5 }} spacing="sm">
      {sorted.map(([method, count]) => (
        <Stat
          key={method}
          label={name(method)}
          value={format.number(count)}
          note={t('attribution.ofShown', { share: format.percent(count / rows.length, 0) })}
        />
      ))}
    </SimpleGrid>
  );
}

function ConversionTable({ rows }: { rows: readonly Conversion[] }) {
  const { t } = useTranslation();
  const { format } = useSession();
  const method = useMethodName();
  const columns = useMemo<Column<Conversion>[]>(
    () => [
      {
        id: 'id',
        header: t('attribution.conversion'),
        value: (row) => row.conversion_id,
        cell: (row) => (
          <Link to="/revenue/attribution" search={{ conversion: row.conversion_id }}>
            <bdi>{row.conversion_id}</bdi>
          </Link>
        ),
      },
      {
        id: 'at',
        header: t('runs.at'),
        value: (row) => row.conversion_timestamp,
        cell: (row) => <At at={row.conversion_timestamp} />,
      },
      { id: 'type', header: t('attribution.type'), value: (row) => row.conversion_type },
      {
        id: 'value',
        header: t('attribution.value'),
        numeric: true,
        value: (row) => row.conversion_value?.amount_minor,
        cell: (row) => (row.conversion_value ? <Money amount={row.conversion_value} /> : '–'),
      },
      {
        id: 'method',
        header: t('attribution.how'),
        value: (row) => method(row.attribution_method),
        cell: (row) => (
          <Group gap={4} wrap="nowrap">
            <Badge color={row.attribution_method === 'unattributed' ? 'gray' : 'sea'}>
              {method(row.attribution_method)}
            </Badge>
            {row.overridden && <Badge color="indigo">{t('attribution.overridden')}</Badge>}
          </Group>
        ),
      },
      {
        id: 'confidence',
        header: t('decision.confidence'),
        numeric: true,
        value: (row) => row.attribution_confidence,
        cell: (row) => format.percent(row.attribution_confidence, 0),
      },
      {
        id: 'ad',
        header: t('decision.ad'),
        width: 200,
        value: (row) => row.ad_name ?? row.ad_id,
        also: { header: t('decision.adId'), value: (row) => row.ad_id },
        cell: (row) =>
          row.ad_id === 'unattributed' ? '–' : <NamedAd id={row.ad_id} name={row.ad_name} />,
      },
    ],
    [t, format, method],
  );
  return (
    <DataTable
      name={t('attribution.conversions')}
      columns={columns}
      rows={rows}
      rowKey={(row) => row.conversion_id}
      searchable
    />
  );
}
