import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';

import type { Schemas } from '~/api/client';
import { useSession } from '~/features/session/session';
import { Answer } from '~/parts/answer';
import { Panel } from '~/parts/panel';
import { Since } from '~/parts/since';

import classes from './loop_panel.module.css';
import { loopQuery } from './queries';

/** How fresh what is shown is: each stage of the loop, when something last went through, how late. */
export function LoopPanel() {
  const { t } = useTranslation();
  const loop = useQuery(loopQuery(useSession()));
  return (
    <Panel title={t('overview.loop')} description={t('overview.loopHint')}>
      <Answer query={loop} height={72}>
        {({ stages }) => (
          <ol className={classes.strip}>
            {stages.map((stage) => (
              <Stage key={stage.stage} stage={stage} />
            ))}
          </ol>
        )}
      </Answer>
    </Panel>
  );
}

function Stage({ stage }: { stage: Schemas['LoopLag'] }) {
  const { t } = useTranslation();
  const { format } = useSession();
  return (
    <li className={classes.stage}>
      <Text size="xs" c="dimmed" fw={560}>
        {t(`overview.stage.${stage.stage}`)}
      </Text>
      {stage.newest_at === null ? (
        <Text c="dimmed">{t('overview.nothingYet')}</Text>
      ) : (
        <>
          <Text fw={560}>
            <Since at={stage.newest_at} />
          </Text>
          {stage.median_lag_s !== null && (
            <Text size="xs" c="dimmed">
              {t('overview.lag', { lag: format.span(stage.median_lag_s), count: stage.count })}
            </Text>
          )}
        </>
      )}
    </li>
  );
}
