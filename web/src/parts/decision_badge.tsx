import { Badge } from '@mantine/core';
import {
  IconArrowDownRight,
  IconArrowUpRight,
  IconChevronsUp,
  IconEye,
  IconMinus,
  IconPlayerStop,
  IconRefresh,
  IconStack2,
  type Icon,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

import type { Schemas } from '~/api/client';

export type Verdict = Schemas['DecisionLine']['decision'];

export const kVerdicts: readonly Verdict[] = [
  'aggressive_scale',
  'scale',
  'reactivate',
  'maintain',
  'queue',
  'observe',
  'reduce',
  'kill',
];

const kLooks: Record<Verdict, { color: string; icon: Icon }> = {
  aggressive_scale: { color: 'sea', icon: IconChevronsUp },
  scale: { color: 'sea', icon: IconArrowUpRight },
  reactivate: { color: 'sea', icon: IconRefresh },
  maintain: { color: 'gray', icon: IconMinus },
  queue: { color: 'gray', icon: IconStack2 },
  observe: { color: 'indigo', icon: IconEye },
  reduce: { color: 'orange', icon: IconArrowDownRight },
  kill: { color: 'red', icon: IconPlayerStop },
};

/** What is to happen to an ad: a sign, a word and a colour. */
export function DecisionBadge({ verdict }: { verdict: Verdict }) {
  const { t } = useTranslation();
  const { color, icon: Sign } = kLooks[verdict];
  return (
    <Badge color={color} leftSection={<Sign size={12} aria-hidden />}>
      {t(`verdict.${verdict}`)}
    </Badge>
  );
}
