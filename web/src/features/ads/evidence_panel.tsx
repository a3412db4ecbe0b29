import { Progress, SimpleGrid, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import type { Decision } from '~/features/decisions/queries';
import { useSession } from '~/features/session/session';
import { Money } from '~/parts/money';
import { Panel } from '~/parts/panel';
import { Since } from '~/parts/since';

/** What the decision was made of, and how much of it was old enough to count. */
export function EvidencePanel({ decision }: { decision: Decision }) {
  const { t } = useTranslation();
  const { format } = useSession();
  const { inputs, metrics } = decision;
  const { maturity, n_eff: counted, ctr, w_ctr: byClicks, w_roas: byRoas } = metrics;
  return (
    <Panel
      title={t('evidence.title')}
      description={
        <>
          {t('evidence.asOf')} <Since at={inputs.data_as_of} />
        </>
      }
    >
      <SimpleGrid component="dl" cols={{ base: 2, sm: 3 }} spacing="sm" verticalSpacing="sm" m={0}>
        <Fact name={t('evidence.spend')} value={<Money amount={inputs.spend} />} />
        <Fact name={t('evidence.pipeline')} value={<Money amount={inputs.pipeline_value} />} />
        <Fact name={t('evidence.cash')} value={<Money amount={inputs.cash_revenue} />} />
        <Fact name={t('evidence.impressions')} value={format.number(inputs.impressions)} />
        <Fact
          name={t('evidence.clicks')}
          value={format.number(inputs.clicks)}
          note={ctr == null ? undefined : t('evidence.ctr', { ctr: format.percent(ctr, 2) })}
        />
        <Fact name={t('evidence.deals')} value={format.plain(inputs.deals, 2)} />
        <Fact name={t('evidence.age')} value={format.hours(inputs.age_hours)} />
        {counted != null && <Fact name={t('evidence.counted')} value={format.number(counted)} />}
        {byClicks != null && byRoas != null && (
          <Fact
            name={t('evidence.weights')}
            value={t('evidence.weightsOf', {
              ctr: format.percent(byClicks, 0),
              roas: format.percent(byRoas, 0),
            })}
          />
        )}
      </SimpleGrid>
      {maturity != null && (
        <>
          <Text size="xs" c="dimmed" mt="md" mb={4}>
            {t('evidence.maturity', { share: format.percent(maturity, 0) })}
          </Text>
          <Progress value={100 * maturity} size="sm" aria-label={t('evidence.maturityName')} />
        </>
      )}
      {!decision.value_known && (
        <Text size="sm" c="dimmed" mt="sm">
          {t('evidence.valueUnknown')}
        </Text>
      )}
    </Panel>
  );
}

type FactProps = { name: string; value: ReactNode; note?: ReactNode };

function Fact({ name, value, note }: FactProps) {
  return (
    <div>
      <Text size="xs" c="dimmed" component="dt">
        {name}
      </Text>
      <Text fw={560} component="dd" m={0} className="tabular">
        {value}
      </Text>
      {note !== undefined && (
        <Text size="xs" c="dimmed" component="dd" m={0}>
          {note}
        </Text>
      )}
    </div>
  );
}
