import { Badge, Text } from '@mantine/core';
import { IconFilterDollar } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';

import { useSession } from '~/features/session/session';
import { Answer } from '~/parts/answer';
import classes from '~/parts/data_table.module.css';
import { EmptyState } from '~/parts/empty_state';
import { Page } from '~/parts/page';
import { Panel } from '~/parts/panel';

import { MovePanel } from './move_panel';
import { stagesQuery } from './queries';
import { StageRow } from './stage_row';
import { SuggestionsPanel } from './suggestions_panel';
import { VersionsPanel } from './versions_panel';

/** What each step of a deal is worth before it is paid. */
export function PipelinePage() {
  const { t } = useTranslation();
  const session = useSession();
  const stages = useQuery(stagesQuery(session));
  const [accepted, setAccepted] = useState<Readonly<Record<string, number>>>({});
  const accept = useCallback(
    (stage: string, minor: number) => setAccepted((old) => ({ ...old, [stage]: minor })),
    [],
  );
  return (
    <Page title={t('pipeline.title')} subtitle={t('pipeline.subtitle')}>
      <Answer query={stages} height={320}>
        {(data) => {
          if (data.stages.length === 0) {
            return <EmptyState icon={IconFilterDollar} title={t('pipeline.none')} />;
          }
          const most = Math.max(1, ...data.stages.map((stage) => stage.value.amount_minor));
          return (
            <>
              <Panel
                title={t('pipeline.stages')}
                description={t('pipeline.stagesHint')}
                actions={<Badge color="gray">{t('pipeline.version', { n: data.version })}</Badge>}
              >
                <div className={classes.scroller}>
                  <table
                    className={`${classes.table} ${classes.cards}`}
                    aria-label={t('pipeline.stages')}
                  >
                    <thead data-plain>
                      <tr>
                        <th scope="col">{t('pipeline.stage')}</th>
                        <th scope="col" style={{ width: 230 }}>
                          {t('pipeline.value', { currency: data.currency })}
                        </th>
                        <th scope="col" style={{ width: 130 }}>
                          {t('pipeline.confidence')}
                        </th>
                        <td style={{ width: 190 }} />
                      </tr>
                    </thead>
                    <tbody>
                      {data.stages.map((stage) => (
                        <StageRow
                          // A new version makes new rows, whose fields hold its values.
                          key={`${stage.stage_name}@${data.version}@${accepted[stage.stage_name]}`}
                          stage={stage}
                          version={data.version}
                          accepted={accepted[stage.stage_name]}
                          share={stage.value.amount_minor / most}
                        />
                      ))}
                    </tbody>
                  </table>
                </div>
                {!session.may('config') && (
                  <Text size="sm" c="dimmed" mt="xs">
                    {t('pipeline.notAllowed')}
                  </Text>
                )}
              </Panel>
              <SuggestionsPanel onAccept={accept} />
              <MovePanel stages={data.stages} version={data.version} />
              <VersionsPanel />
            </>
          );
        }}
      </Answer>
    </Page>
  );
}
