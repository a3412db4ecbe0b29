import { Tabs } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

import { useSession } from '~/features/session/session';
import { Page } from '~/parts/page';
import { useTabInSight } from '~/parts/tab_in_sight';

import { AuditPanel } from './audit_panel';
import { ConfigForm } from './config_form';
import { ConnectionsPanel } from './connections_panel';
import { HistoryPanel } from './history_panel';
import { KeysPanel } from './keys_panel';
import { UsersPanel } from './users_panel';
import { YouPanel } from './you_panel';

const route = getRouteApi('/settings/$section');
const kSections = ['account', 'history', 'connections', 'users', 'keys', 'audit', 'you'] as const;
type Section = (typeof kSections)[number];

const kPanels: Record<Section, () => React.JSX.Element> = {
  account: ConfigForm,
  history: HistoryPanel,
  connections: ConnectionsPanel,
  users: UsersPanel,
  keys: KeysPanel,
  audit: AuditPanel,
  you: YouPanel,
};

function isSection(name: string): name is Section {
  return kSections.some((section) => section === name);
}

/** How the account decides, what it is linked to, who may do what, and who did. */
export function SettingsPage() {
  const { t } = useTranslation();
  const { may } = useSession();
  const { section } = route.useParams();
  const navigate = route.useNavigate();
  const shown = isSection(section) ? section : 'account';
  const tabs = useTabInSight(shown);
  const hidden = new Set<Section>([
    ...(may('config') ? [] : (['connections'] as const)),
    ...(may('admin') ? [] : (['users', 'keys', 'audit'] as const)),
  ]);
  const Shown = kPanels[shown];
  return (
    <Page title={t('settings.title')}>
      <Tabs
        value={shown}
        onChange={(next) => next !== null && void navigate({ params: { section: next } })}
        keepMounted={false}
      >
        <Tabs.List mb="md" ref={tabs}>
          {kSections
            .filter((name) => !hidden.has(name))
            .map((name) => (
              <Tabs.Tab key={name} value={name}>
                {t(`settings.${name}`)}
              </Tabs.Tab>
            ))}
        </Tabs.List>
        <Tabs.Panel value={shown}>
          <Shown />
        </Tabs.Panel>
      </Tabs>
    </Page>
  );
}
