import { Text, type TextProps } from '@mantine/core';

import type { Amount } from '~/api/client';
import { useSession } from '~/features/session/session';

type Props = TextProps & { amount: Amount; signed?: boolean };

/** An amount to the last minor unit, in figures of one width. */
export function Money({ amount, signed = false, ...text }: Props) {
  const { format } = useSession();
  return (
    <Text span inherit className="tabular" style={{ whiteSpace: 'nowrap' }} {...text}>
      <bdi>{format.money(amount, signed ? 'exceptZero' : 'auto')}</bdi>
    </Text>
  );
}
