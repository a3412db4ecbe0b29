import { Button, SimpleGrid } from '@mantine/core';
import { IconActivity } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

import type { Schemas } from '~/api/client';
import { useSession } from '~/features/session/session';
import { exponentOf } from '~/lib/format';
import { DayPlot, type DayPoint } from '~/parts/day_plot';
import { Panel } from '~/parts/panel';

type Day = Schemas['AdDayLine'];
type Props = { ad: Schemas['AdLine']; days: readonly Day[] };

/** The days on which there is such a figure. */
function pointsOf(days: readonly Day[], value: (day: Day) => number | null): DayPoint[] {
  return days.flatMap((day) => {
    const y = value(day);
    return y === null ? [] : [{ x: day.at.slice(0, 10), y }];
  });
}

/** What an ad got, day by day. */
export function AdDays({ ad, days }: Props) {
  const { t } = useTranslation();
  const { account, format } = useSession();
  const scale = 10 ** exponentOf(account.currency);
  const plain = (y: number) => format.plain(y, 2);
  const plots = [
    {
      name: t('ad.spend', { currency: account.currency }),
      of: (day: Day) => day.spend.amount_minor / scale,
      text: plain,
    },
    {
      name: t('campaigns.ctr'),
      of: (day: Day) => day.ctr,
      text: (y: number) => format.percent(y, 2),
    },
    { name: t('campaigns.roas'), of: (day: Day) => day.pipeline_roas, text: plain },
  ];
  return (
    <Panel
      title={t('ad.days')}
      description={t('ad.daysHint')}
      actions={
        <Button
          size="compact-xs"
          variant="default"
          leftSection={<IconActivity size={13} aria-hidden />}
          component={Link}
          to={`/fatigue?ad=${encodeURIComponent(ad.id)}`}
        >
          {t('ad.wear')}
        </Button>
      }
    >
      <SimpleGrid cols={{ base: 1, md: 3 }} spacing="md">
        {plots.map(({ name, of, text }) => (
          <DayPlot key={name} name={name} text={text} points={pointsOf(days, of)} />
        ))}
      </SimpleGrid>
    </Panel>
  );
}
