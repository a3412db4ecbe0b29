import { Group, Text } from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

import type { Schemas } from '~/api/client';
import { useSession } from '~/features/session/session';

type Value = Schemas['ChangeValue'];

/** A budget, a status or a name as text; empty where nothing is known. */
export function useValueText(): (value: Value) => string {
  const { format } = useSession();
  return ({ daily_budget, status, name }) =>
    [daily_budget === null ? null : format.money(daily_budget), status, name]
      .filter((part) => part !== null)
      .join(' · ');
}

/** What was, and what is to be. */
export function ChangeValue({ from, to }: { from: Value; to: Value }) {
  const { t } = useTranslation();
  const text = useValueText();
  return (
    <Group gap={6} wrap="nowrap" className="tabular">
      <Text span inherit c="dimmed">
        <bdi>{text(from) || '–'}</bdi>
      </Text>
      <IconArrowRight size={14} aria-label={t('ad.to')} className="mirrored" />
      <Text span inherit fw={600}>
        <bdi>{text(to)}</bdi>
      </Text>
    </Group>
  );
}

/** By how much a change moves the daily budget, in minor units; nothing for a change of status. */
export function movedMinor(from: Value, to: Value): number {
  if (from.daily_budget === null || to.daily_budget === null) return 0;
  return to.daily_budget.amount_minor - from.daily_budget.amount_minor;
}
