import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';

import type { Decision } from '~/features/decisions/queries';
import { useSession } from '~/features/session/session';

import classes from './roas_interval.module.css';

type Metrics = Decision['metrics'];
const kRoom = 1.15;

/** The belief about ROAS as an interval on a line, with the marks that decisions are made at. */
export function RoasInterval({ metrics }: { metrics: Metrics }) {
  const { t } = useTranslation();
  const { format } = useSession();
  const { roas_q05: low, roas_median: middle, roas_q95: high, roas_mean: mean } = metrics;
  if (low == null || middle == null || high == null || mean == null) {
    return <Text c="dimmed">{t('ad.noBelief')}</Text>;
  }
  const marks = [
    { name: t('ad.protect'), at: metrics.protect_roas },
    { name: t('ad.target'), at: metrics.target_roas },
    { name: t('ad.scaleAt'), at: metrics.scale_roas },
  ].filter((mark): mark is { name: string; at: number } => mark.at != null);
  const end = kRoom * Math.max(high, ...marks.map((mark) => mark.at));
  const x = (roas: number) => `${(100 * Math.max(0, roas)) / end}%`;
  const share = `${(100 * (high - low)) / end}%`;
  const summary = t('ad.beliefSummary', {
    median: format.number(middle, 2),
    low: format.number(low, 2),
    high: format.number(high, 2),
  });
  return (
    <div>
      <div className={classes.plot} role="img" aria-label={summary} dir="ltr">
        <div className={classes.axis} />
        <div className={classes.band} style={{ left: x(low), width: share }} />
        <div className={classes.middle} style={{ left: x(middle) }} />
        {marks.map((mark, at) => (
          <div
            key={mark.name}
            className={classes.mark}
            data-raised={at % 2 === 1 || undefined}
            style={{ left: x(mark.at) }}
          >
            <span className={classes.name}>
              {mark.name} <bdi>{format.number(mark.at, 2)}</bdi>
            </span>
          </div>
        ))}
      </div>
      <Text size="sm">{summary}</Text>
      <Text size="xs" c="dimmed" mt={2}>
        {t('ad.chances', {
          target: format.percent(metrics.p_target ?? 0, 0),
          scale: format.percent(metrics.p_scale ?? 0, 0),
          protect: format.percent(metrics.p_below_protect ?? 0, 0),
        })}
      </Text>
    </div>
  );
}
