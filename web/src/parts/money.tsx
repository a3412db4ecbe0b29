import { Text, type TextProps } from '@mantine/core';

import type { Amount } from '~/api/client';
import { useSession } from '~/features/session/session';

type Props = TextProps & { amount: Amount | null; signed?: boolean };

/** An amount to the last minor unit, in figures of one width; a dash where there is none. */
export function Money({ amount, signed = false, ...text }: Props) {
  const { format } = useSession();
  return (
    <Text span inherit className="tabular" style={{ whiteSpace: 'nowrap' }} {...text}>
      <bdi>{amount === null ? '–' : format.money(amount, signed ? 'exceptZero' : 'auto')}</bdi>
    </Text>
  );
}
