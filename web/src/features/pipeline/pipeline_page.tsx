import { Badge, Table, Text } from '@mantine/core';
import { IconFilterDollar } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';

import { useSession } from '~/features/session/session';
import { Answer } from '~/parts/answer';
import { EmptyState } from '~/parts/empty_state';
import { Page } from '~/parts/page';
import { Panel } from '~/parts/panel';

import { MovePanel } from './move_panel';
import { stagesQuery } from './queries';
import { StageRow } from './stage_row';
import { VersionsPanel } from './versions_panel';

/** What each step of a deal is worth before it is paid. */
export function PipelinePage() {
  const { t } = useTranslation();
  const session = useSession();
  const stages = useQuery(stagesQuery(session));
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
                <Table.ScrollContainer minWidth={640}>
                  <Table verticalSpacing="xs" aria-label={t('pipeline.stages')}>
                    <Table.Thead>
                      <Table.Tr>
                        <Table.Th>{t('pipeline.stage')}</Table.Th>
                        <Table.Th w={230}>
                          {t('pipeline.value', { currency: data.currency })}
                        </Table.Th>
                        <Table.Th w={130}>{t('pipeline.confidence')}</Table.Th>
                        <Table.Th w={190} />
                      </Table.Tr>
                    </Table.Thead>
                    <Table.Tbody>
                      {data.stages.map((stage) => (
                        <StageRow
                          // A new version makes new rows, whose fields hold its values.
                          key={`${stage.stage_name}@${data.version}`}
                          stage={stage}
                          version={data.version}
                          share={stage.value.amount_minor / most}
                        />
                      ))}
                    </Table.Tbody>
                  </Table>
                </Table.ScrollContainer>
                {!session.may('config') && (
                  <Text size="sm" c="dimmed" mt="xs">
                    {t('pipeline.notAllowed')}
                  </Text>
                )}
              </Panel>
              <MovePanel stages={data.stages} version={data.version} />
              <VersionsPanel />
            </>
          );
        }}
      </Answer>
    </Page>
  );
}
