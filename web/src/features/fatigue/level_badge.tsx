import { Badge } from '@mantine/core';
import {
  IconAlertTriangle,
  IconCircleCheck,
  IconHelp,
  IconTrendingDown,
  IconUsersMinus,
  type Icon,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

import type { Schemas } from '~/api/client';

export type Level = Schemas['Fatigue']['status'];

/** From what is well to what is spent; what cannot be judged comes before both. */
export const kLevels: readonly Level[] = [
  'INSUFFICIENT_DATA',
  'HEALTHY',
  'FATIGUING',
  'SATURATED',
  'AUDIENCE_EXHAUSTED',
];

const kLooks: Record<Level, { color: string; icon: Icon }> = {
  INSUFFICIENT_DATA: { color: 'gray', icon: IconHelp },
  HEALTHY: { color: 'sea', icon: IconCircleCheck },
  FATIGUING: { color: 'yellow', icon: IconTrendingDown },
  SATURATED: { color: 'orange', icon: IconAlertTriangle },
  AUDIENCE_EXHAUSTED: { color: 'red', icon: IconUsersMinus },
};

/** How worn out a creative is: a sign, a word and a colour. */
export function LevelBadge({ level }: { level: Level }) {
  const { t } = useTranslation();
  const { color, icon: Sign } = kLooks[level];
  return (
    <Badge color={color} leftSection={<Sign size={12} aria-hidden />}>
      {t(`fatigue.level.${level}`)}
    </Badge>
  );
}
