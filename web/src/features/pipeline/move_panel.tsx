import { Group, Select, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { take } from '~/api/client';
import { useSession } from '~/features/session/session';
import { Answer } from '~/parts/answer';
import { Money } from '~/parts/money';
import { Panel } from '~/parts/panel';

import type { Stage } from './queries';

type Props = { stages: readonly Stage[]; version: number };

/** What one step of one deal is worth by the values in force: the server's own calculation. */
export function MovePanel({ stages, version }: Props) {
  const { t } = useTranslation();
  const { api, account } = useSession();
  const [from, setFrom] = useState<string | null>(null);
  const [to, setTo] = useState<string | null>(stages.at(-1)?.stage_name ?? null);
  const options = stages.map((stage) => ({
    value: stage.stage_name,
    label: stage.description ?? stage.stage_name,
  }));
  const move = useQuery({
    queryKey: [account.id, 'stages', 'move', { from, to, version }],
    enabled: to !== null,
    queryFn: () =>
      take(
        api.POST('/api/v1/synthetic-revenue/calculate', {
          body: { stage_to: to ?? '', ...(from === null ? {} : { stage_from: from }) },
        }),
      ),
  });
  return (
    <Panel title={t('pipeline.move')} description={t('pipeline.moveHint')}>
      <Group align="flex-end" gap="sm" mb="sm">
        <Select
          size="xs"
          label={t('pipeline.from')}
          placeholder={t('pipeline.newDeal')}
          clearable
          data={options}
          value={from}
          onChange={setFrom}
        />
        <Select
          size="xs"
          label={t('pipeline.to')}
          allowDeselect={false}
          data={options}
          value={to}
          onChange={setTo}
        />
      </Group>
      <Answer query={move} height={48}>
        {(data) => (
          <>
            <Money amount={data.calculated_value} signed size="lg" fw={640} />
            <Text size="sm" c="dimmed" dir="auto">
              {data.reason}
            </Text>
          </>
        )}
      </Answer>
    </Panel>
  );
}
