import { Badge, Group, Progress, SimpleGrid, Text } from '@mantine/core';
import { IconGauge } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

import type { Schemas } from '~/api/client';
import { useSession } from '~/features/session/session';
import { useNow } from '~/parts/answer';
import { EmptyState } from '~/parts/empty_state';
import { Panel } from '~/parts/panel';
import { Since } from '~/parts/since';

/** How much of each platform's room for changes is used. */
export function LimitsPanel({ gauges }: { gauges: readonly Schemas['ExecutorGauge'][] }) {
  const { t } = useTranslation();
  if (gauges.length === 0) {
    return <EmptyState icon={IconGauge} title={t('executor.empty.limits')} />;
  }
  return (
    <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md">
      {gauges.map((gauge) => (
        <Platform key={gauge.platform} gauge={gauge} />
      ))}
    </SimpleGrid>
  );
}

function Platform({ gauge }: { gauge: Schemas['ExecutorGauge'] }) {
  const { t } = useTranslation();
  const { format } = useSession();
  const now = useNow();
  return (
    <Panel
      title={gauge.platform}
      actions={
        gauge.breaker_open_until !== null && (
          <Badge color="red">
            {t('executor.breaker')} <Since at={gauge.breaker_open_until} />
          </Badge>
        )
      }
    >
      <Used name={t('executor.hour')} used={gauge.hour_used} max={gauge.hour_max} />
      <Used name={t('executor.day')} used={gauge.day_used} max={gauge.day_max} />
      <Group gap="lg" mt="sm">
        {Date.parse(gauge.increase_at) > now && (
          <Text size="xs" c="dimmed">
            {t('executor.increase')} <Since at={gauge.increase_at} />
          </Text>
        )}
        {gauge.quota_percent !== null && (
          <Text size="xs" c="dimmed">
            {t('executor.quota', { share: format.percent(gauge.quota_percent / 100, 1) })}
          </Text>
        )}
      </Group>
    </Panel>
  );
}

function Used({ name, used, max }: { name: string; used: number; max: number }) {
  const share = max === 0 ? 1 : used / max;
  return (
    <div>
      <Group justify="space-between" mt="xs" mb={4}>
        <Text>{name}</Text>
        <Text className="tabular" fw={560}>
          <bdi>
            {used} / {max}
          </bdi>
        </Text>
      </Group>
      <Progress value={100 * share} color={share >= 0.9 ? 'orange' : 'sea'} aria-label={name} />
    </div>
  );
}
