import { Badge, Group, Tabs } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

import { useSession } from '~/features/session/session';
import { Answer } from '~/parts/answer';
import { Page } from '~/parts/page';
import { useTabInSight } from '~/parts/tab_in_sight';

import { ChangesPanel } from './changes_panel';
import { HoldsPanel } from './holds_panel';
import { LimitsPanel } from './limits_panel';
import { executorQuery } from './queries';
import { RecordsPanel } from './records_panel';

const route = getRouteApi('/executor');
const kTabs = ['approvals', 'pending', 'troubled', 'history', 'limits', 'holds'] as const;
type Tab = (typeof kTabs)[number];

function tabOf(name: string | undefined): Tab {
  return kTabs.find((tab) => tab === name) ?? 'approvals';
}

/** What is sent to platforms: what waits, what was done, what holds it back. */
export function ExecutorPage() {
  const { t } = useTranslation();
  const session = useSession();
  const { tab } = route.useSearch();
  const navigate = route.useNavigate();
  const executor = useQuery(executorQuery(session));
  const shown = tabOf(tab);
  const tabs = useTabInSight(shown);
  const counts = executor.data?.changes ?? {};
  const marks: Partial<Record<Tab, number>> = {
    approvals: counts.awaiting_approval ?? 0,
    pending: counts.pending ?? 0,
    troubled: (counts.dead_letter ?? 0) + (counts.conflict ?? 0),
    holds: executor.data?.holds.length ?? 0,
  };
  return (
    <Page
      title={t('executor.title')}
      subtitle={
        executor.data && (
          <Group gap={6}>
            {t('executor.mode')}
            <Badge color="gray">{executor.data.mode}</Badge>
          </Group>
        )
      }
    >
      <Tabs
        value={shown}
        keepMounted={false}
        onChange={(next) => void navigate({ search: { tab: next ?? undefined } })}
      >
        <Tabs.List mb="md" ref={tabs}>
          {kTabs.map((name) => (
            <Tabs.Tab
              key={name}
              value={name}
              rightSection={
                (marks[name] ?? 0) > 0 && (
                  <Badge color={name === 'troubled' || name === 'holds' ? 'red' : 'indigo'}>
                    {marks[name]}
                  </Badge>
                )
              }
            >
              {t(`executor.tab.${name}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="approvals">
          <ChangesPanel status="awaiting_approval" actions={['approve', 'reject']} />
        </Tabs.Panel>
        <Tabs.Panel value="pending">
          <ChangesPanel status="pending" actions={['cancel']} />
        </Tabs.Panel>
        <Tabs.Panel value="troubled">
          <ChangesPanel status="dead_letter" actions={['retry', 'cancel']} />
        </Tabs.Panel>
        <Tabs.Panel value="history">
          <RecordsPanel />
        </Tabs.Panel>
        <Tabs.Panel value="limits">
          <Answer query={executor} height={160}>
            {(data) => <LimitsPanel gauges={data.limits} />}
          </Answer>
        </Tabs.Panel>
        <Tabs.Panel value="holds">
          <HoldsPanel />
        </Tabs.Panel>
      </Tabs>
    </Page>
  );
}
