import { SimpleGrid } from '@mantine/core';
import { useTranslation } from 'react-i18next';

import type { Schemas } from '~/api/client';
import { useSession } from '~/features/session/session';
import { exponentOf } from '~/lib/format';
import { DayPlot } from '~/parts/day_plot';
import { Panel } from '~/parts/panel';

type Props = { days: readonly Schemas['FatigueDayV1'][] };

/** The signals that wear shows in, day by day. */
export function FatigueTrend({ days }: Props) {
  const { t } = useTranslation();
  const { account, format } = useSession();
  const scale = 10 ** exponentOf(account.currency);
  const signals = [
    {
      name: t('fatigue.ctr'),
      of: (day: Day) => day.ctr,
      text: (y: number) => format.percent(y, 2),
    },
    { name: t('fatigue.frequency'), of: (day: Day) => day.frequency, text: plain(format) },
    {
      name: t('fatigue.cpm', { currency: account.currency }),
      of: (day: Day) => day.cpm.amount_minor / scale,
      text: plain(format),
    },
  ];
  return (
    <Panel title={t('fatigue.trend')}>
      <SimpleGrid cols={{ base: 1, md: 3 }} spacing="md">
        {signals.map((signal) => (
          <DayPlot
            key={signal.name}
            name={signal.name}
            text={signal.text}
            points={days.map((day, at) => ({ x: day.date ?? String(at + 1), y: signal.of(day) }))}
          />
        ))}
      </SimpleGrid>
    </Panel>
  );
}

type Day = Schemas['FatigueDayV1'];

function plain(format: { plain: (value: number, digits?: number) => string }) {
  return (y: number) => format.plain(y, 2);
}
