import { Badge, Group, Text } from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

import type { Decision } from '~/features/decisions/queries';
import { ApplyButton } from '~/features/executor/apply_button';
import { useSession } from '~/features/session/session';
import { DecisionBadge } from '~/parts/decision_badge';
import { Money } from '~/parts/money';
import { Panel } from '~/parts/panel';
import { At, Since } from '~/parts/since';

/** The decision in one look: the word, the money, the certainty and the server's own sentences. */
export function VerdictPanel({ decision }: { decision: Decision }) {
  const { t } = useTranslation();
  const { format } = useSession();
  const { unit } = decision;
  const moves = unit.recommended_budget.amount_minor !== unit.current_budget.amount_minor;
  return (
    <Panel
      title={t('ad.verdict')}
      description={
        <>
          {t('ad.decidedAt')} <At at={decision.created_at} /> · {t('ad.expires')}{' '}
          <Since at={decision.expires_at} />
        </>
      }
      actions={
        <Group gap={6}>
          {decision.finality !== null && <Badge color="red">{decision.finality}</Badge>}
          {decision.status === 'preview' && <Badge color="gray">{t('runs.preview')}</Badge>}
          <DecisionBadge verdict={decision.decision} />
          {decision.status === 'proposed' && moves && <ApplyButton decisions={[decision.id]} />}
        </Group>
      }
    >
      <Group gap="sm" align="center" mb="sm">
        <Money amount={unit.current_budget} size="lg" c="dimmed" />
        <IconArrowRight size={18} aria-label={t('ad.to')} className="mirrored" />
        <Money amount={unit.recommended_budget} size="xl" fw={660} />
        <Text size="sm" c="dimmed">
          {t('ad.perDay')} {unit.shared && <bdi>({unit.id}) </bdi>}·{' '}
          {t('ad.confidence', { share: format.percent(decision.confidence, 0) })}
        </Text>
      </Group>
      <Text fw={560} dir="auto">
        {decision.reason}
      </Text>
      <Text size="sm" mt={6} dir="auto">
        {decision.explanation}
      </Text>
      {decision.policy_driven && (
        <Text size="sm" c="dimmed" mt={6}>
          {t('ad.policyDriven')}
        </Text>
      )}
    </Panel>
  );
}
