import { Badge, Group, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { ParseKeys } from 'i18next';
import { useTranslation } from 'react-i18next';

import { useSession } from '~/features/session/session';
import { Answer } from '~/parts/answer';
import { Panel } from '~/parts/panel';

import { queuesQuery, readyQuery } from './queries';

/** Whether the parts of the server work, and which queue has work that failed. */
export function HealthPanel() {
  const { t } = useTranslation();
  const session = useSession();
  const ready = useQuery(readyQuery(session));
  const queues = useQuery(queuesQuery(session));
  return (
    <Panel title={t('overview.health')}>
      <Answer query={ready} height={60}>
        {(data) => (
          <Stack gap={6}>
            {data.checks.map((check) => (
              <Line key={check.name} name={check.name} ok={check.ok} note={check.detail} />
            ))}
          </Stack>
        )}
      </Answer>
      <Answer query={queues} height={60}>
        {({ queues: lines }) => (
          <Stack gap={6} mt={6}>
            {lines.map((line) => (
              <Line
                key={line.name}
                name={line.name}
                ok={line.failed === 0}
                note={
                  line.waiting + line.failed === 0
                    ? null
                    : t('overview.queue', { waiting: line.waiting, failed: line.failed })
                }
              />
            ))}
          </Stack>
        )}
      </Answer>
    </Panel>
  );
}

function Line({ name, ok, note }: { name: string; ok: boolean; note: string | null }) {
  const { t } = useTranslation();
  const Sign = ok ? IconCircleCheck : IconAlertTriangle;
  return (
    <Group justify="space-between" wrap="nowrap" gap="xs">
      <Text size="sm" truncate>
        {t(`overview.part.${name}` as ParseKeys, { defaultValue: name.replaceAll(/[-_]/g, ' ') })}
      </Text>
      <Group gap="xs" wrap="nowrap">
        {note !== null && (
          <Text size="xs" c="dimmed" style={{ whiteSpace: 'nowrap' }}>
            {note}
          </Text>
        )}
        <Badge color={ok ? 'sea' : 'red'} leftSection={<Sign size={12} aria-hidden />}>
          {ok ? t('overview.ok') : t('overview.failing')}
        </Badge>
      </Group>
    </Group>
  );
}
