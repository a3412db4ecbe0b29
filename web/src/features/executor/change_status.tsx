import { Badge } from '@mantine/core';
import { useTranslation } from 'react-i18next';

import type { Change } from './queries';

const kColours: Record<Change['status'], string> = {
  awaiting_approval: 'indigo',
  pending: 'gray',
  claimed: 'gray',
  executing: 'yellow',
  verifying: 'yellow',
  completed: 'sea',
  rejected: 'gray',
  superseded: 'gray',
  expired: 'gray',
  cancelled: 'gray',
  conflict: 'orange',
  dead_letter: 'red',
};

export function ChangeStatus({ status }: { status: Change['status'] }) {
  const { t } = useTranslation();
  return <Badge color={kColours[status]}>{t(`executor.status.${status}`)}</Badge>;
}
