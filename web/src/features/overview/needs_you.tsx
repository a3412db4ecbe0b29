import { Badge, Group, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconChecklist, IconHandStop, IconPlugX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

import { executorQuery } from '~/features/executor/queries';
import { connectionsQuery } from '~/features/settings/queries';
import { useSession } from '~/features/session/session';
import { Panel } from '~/parts/panel';

const kSigns = {
  approvals: { icon: IconChecklist, color: 'indigo' },
  troubled: { icon: IconAlertTriangle, color: 'red' },
  holds: { icon: IconHandStop, color: 'red' },
  connections: { icon: IconPlugX, color: 'orange' },
} as const;
type Need = keyof typeof kSigns;

/** What waits for a person, each a click away from where it is done; nothing when nothing does. */
export function NeedsYou() {
  const { t } = useTranslation();
  const session = useSession();
  const executor = useQuery(executorQuery(session));
  const connections = useQuery({ ...connectionsQuery(session), enabled: session.may('config') });
  const { changes = {}, holds = [] } = executor.data ?? {};
  const counts: Record<Need, number> = {
    approvals: changes.awaiting_approval ?? 0,
    troubled: (changes.dead_letter ?? 0) + (changes.conflict ?? 0),
    holds: holds.length,
    connections: (connections.data?.items ?? []).filter((one) => one.last_error !== null).length,
  };
  const needs = (Object.keys(kSigns) as Need[]).filter((need) => counts[need] > 0);
  if (needs.length === 0) return null;
  return (
    <Panel title={t('overview.needsYou')}>
      <Stack gap={6}>
        {needs.map((need) => (
          <NeedLine key={need} need={need} count={counts[need]} />
        ))}
      </Stack>
    </Panel>
  );
}

function NeedLine({ need, count }: { need: Need; count: number }) {
  const { t } = useTranslation();
  const { icon: Sign, color } = kSigns[need];
  return (
    <Group justify="space-between" wrap="nowrap" gap="xs">
      <Group gap="xs" wrap="nowrap">
        <Badge color={color} leftSection={<Sign size={12} aria-hidden />}>
          {count}
        </Badge>
        <Text>{t(`overview.need.${need}`, { count })}</Text>
      </Group>
      {need === 'connections' ? (
        <Link to="/settings/$section" params={{ section: need }}>
          {t('overview.look')}
        </Link>
      ) : (
        <Link to="/executor" search={{ tab: need }}>
          {t('overview.look')}
        </Link>
      )}
    </Group>
  );
}
