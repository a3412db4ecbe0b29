import { SimpleGrid } from '@mantine/core';
import { useTranslation } from 'react-i18next';

import type { Schemas } from '~/api/client';
import { useSession } from '~/features/session/session';
import { Money } from '~/parts/money';
import { Stat } from '~/parts/stat';

/** What was spent in a span and what it brought, beside the span before. */
export function Sums({ summary }: { summary: Schemas['AnalyticsSummary'] }) {
  const { t } = useTranslation();
  const { format } = useSession();
  const { figures, previous, completeness } = summary;
  const before = (now: number | null, then: number | null | undefined) =>
    now === null || !then
      ? undefined
      : t('campaigns.change', { by: format.change(now / then - 1) });
  return (
    <SimpleGrid cols={{ base: 2, md: 4 }} spacing="sm">
      <Stat
        label={t('campaigns.spend')}
        value={<Money amount={figures.spend} />}
        note={before(figures.spend.amount_minor, previous?.spend.amount_minor)}
      />
      <Stat
        label={t('campaigns.ctr')}
        value={figures.ctr === null ? '–' : format.percent(figures.ctr, 2)}
        note={before(figures.ctr, previous?.ctr)}
      />
      <Stat
        label={t('campaigns.value')}
        value={<Money amount={figures.pipeline_value} />}
        note={before(figures.pipeline_value.amount_minor, previous?.pipeline_value.amount_minor)}
      />
      <Stat
        label={t('campaigns.roas')}
        value={figures.pipeline_roas === null ? '–' : format.number(figures.pipeline_roas, 2)}
        note={
          completeness === null
            ? undefined
            : t('campaigns.complete', { share: format.percent(completeness, 0) })
        }
      />
    </SimpleGrid>
  );
}
