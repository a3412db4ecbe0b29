import { Paper, Text } from '@mantine/core';
import type { ReactNode } from 'react';

type Props = { label: string; value: ReactNode; note?: ReactNode };

/** One figure with its name and, below, its interval or source. */
export function Stat({ label, value, note }: Props) {
  return (
    <Paper component="dl" m={0}>
      <Text size="xs" c="dimmed" fw={560} component="dt">
        {label}
      </Text>
      <Text fz={21} fw={640} component="dd" m={0} mt={2} className="tabular" lh={1.3}>
        {value}
      </Text>
      {note !== undefined && (
        <Text size="xs" c="dimmed" component="dd" m={0} mt={2}>
          {note}
        </Text>
      )}
    </Paper>
  );
}
