import { UnstyledButton } from '@mantine/core';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';

import classes from './data_table.module.css';

type Props = {
  label: string;
  numeric: boolean;
  width: number | undefined;
  sorted: false | 'asc' | 'desc';
  onToggle: () => void;
  className?: string | undefined;
};

const kAriaSort = { asc: 'ascending', desc: 'descending' } as const;

/** A column's name, which sorts the rows when it is pressed. */
export function SortHeader({ label, numeric, width, sorted, onToggle, className }: Props) {
  const Arrow = sorted === 'asc' ? IconArrowUp : IconArrowDown;
  return (
    <th
      scope="col"
      className={className}
      aria-sort={sorted === false ? 'none' : kAriaSort[sorted]}
      data-numeric={numeric || undefined}
      style={width === undefined ? undefined : { minWidth: width }}
    >
      <UnstyledButton className={classes.sort} onClick={onToggle}>
        {label}
        {sorted !== false && <Arrow size={12} aria-hidden />}
      </UnstyledButton>
    </th>
  );
}
