import { Group, Stack, Text, TextInput } from '@mantine/core';
import { IconScale } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import type { ParseKeys } from 'i18next';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';

import { take, type Amount, type Schemas } from '~/api/client';
import { NamedAd } from '~/features/ads/named_ad';
import { useSession } from '~/features/session/session';
import { dayStart, isoDay, nextDay } from '~/lib/days';
import { Answer } from '~/parts/answer';
import { DataTable, type Column } from '~/parts/data_table';
import { EmptyState } from '~/parts/empty_state';
import { Money } from '~/parts/money';
import { Page } from '~/parts/page';

type Day = Schemas['ReconciledDay'];
type Gap = Schemas['Gap'];

const route = getRouteApi('/revenue/reconciliation');
const kDaysShown = 14;
const kSources = ['platform', 'tracked', 'crm', 'cash'] as const;

/** Four answers to "what did it bring", side by side, and why they differ. */
export function ReconciliationPage() {
  const { t } = useTranslation();
  const { api, account } = useSession();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const to = search.to ?? isoDay(new Date(), account.time_zone);
  const from = search.from ?? nextDay(to, -kDaysShown);
  const days = useQuery({
    queryKey: [account.id, 'reconciliation', from, to],
    queryFn: () =>
      take(
        api.GET('/api/v1/reconciliation', {
          params: {
            query: {
              from: dayStart(from, account.time_zone),
              to: dayStart(nextDay(to, 1), account.time_zone),
            },
          },
        }),
      ),
  });
  const span = (part: { from?: string; to?: string }) =>
    void navigate({ search: (old) => ({ ...old, from, to, ...part }), replace: true });
  return (
    <Page title={t('reconciliation.title')} subtitle={t('reconciliation.subtitle')}>
      <Group gap="sm">
        <TextInput
          type="date"
          size="xs"
          label={t('reconciliation.from')}
          value={from}
          max={to}
          onChange={(event) =>
            event.currentTarget.value && span({ from: event.currentTarget.value })
          }
        />
        <TextInput
          type="date"
          size="xs"
          label={t('reconciliation.to')}
          value={to}
          min={from}
          onChange={(event) => event.currentTarget.value && span({ to: event.currentTarget.value })}
        />
      </Group>
      <Answer query={days} height={400}>
        {(data) =>
          data.days.length === 0 ? (
            <EmptyState icon={IconScale} title={t('reconciliation.none')}>
              {t('reconciliation.noneHint')}
            </EmptyState>
          ) : (
            <DayTable days={data.days} />
          )
        }
      </Answer>
    </Page>
  );
}

function useCauseText(): (gap: Gap) => string {
  const { t } = useTranslation();
  return ({ cause }) => t(`reconciliation.cause.${cause}` as ParseKeys, { defaultValue: cause });
}

function DayTable({ days }: { days: readonly Day[] }) {
  const { t } = useTranslation();
  const { account, format } = useSession();
  const causeText = useCauseText();
  const columns = useMemo<Column<Day>[]>(() => {
    const gaps = (id: 'platform_minus_tracked' | 'crm_minus_tracked' | 'crm_minus_cash') => ({
      id,
      header: t(`reconciliation.${id}`),
      value: (day: Day) =>
        day[id]
          .map((gap) => `${causeText(gap)} ${format.money(gap.amount, 'exceptZero')}`)
          .join('; '),
      cell: (day: Day) => (
        <Stack gap={0}>
          {day[id].map((gap) => (
            <Text key={gap.cause} size="xs" c="dimmed">
              {causeText(gap)} <Money amount={gap.amount} signed c="bright" />
            </Text>
          ))}
        </Stack>
      ),
    });
    return [
      {
        id: 'day',
        header: t('reconciliation.day'),
        width: 110,
        value: (day) => day.day,
      },
      {
        id: 'ad',
        header: t('decision.ad'),
        wide: true,
        value: (day) => day.ad_name ?? day.ad_id,
        also: { header: t('decision.adId'), value: (day) => day.ad_id },
        cell: (day) =>
          day.ad_name === null ? (
            <bdi>{day.ad_id}</bdi>
          ) : (
            <NamedAd id={day.ad_id} name={day.ad_name} />
          ),
      },
      ...kSources.map((source): Column<Day> => ({
        id: source,
        header: t(`reconciliation.${source}`),
        numeric: true,
        value: (day) => day[source].amount_minor,
        cell: (day) => <Money amount={day[source]} />,
      })),
      gaps('platform_minus_tracked'),
      gaps('crm_minus_tracked'),
      gaps('crm_minus_cash'),
    ];
  }, [t, format, causeText]);
  const sum = (source: (typeof kSources)[number]): Amount => ({
    amount_minor: days.reduce((total, day) => total + day[source].amount_minor, 0),
    currency: account.currency,
  });
  return (
    <DataTable
      name={t('reconciliation.table')}
      columns={columns}
      rows={days}
      rowKey={(day) => `${day.day} ${day.ad_id}`}
      sort={[{ id: 'day', desc: true }]}
      searchable
      footer={
        <tr>
          <td colSpan={2}>{t('reconciliation.total')}</td>
          {kSources.map((source) => (
            <td key={source} data-numeric data-label={t(`reconciliation.${source}`)}>
              <Money amount={sum(source)} />
            </td>
          ))}
          <td colSpan={3} />
        </tr>
      }
    />
  );
}
