import { Text } from '@mantine/core';
import type { ReactNode } from 'react';

type Props = {
  id: string;
  name: string | null;
  /** Makes a link of the text that stands for the thing. */
  link?: (text: ReactNode) => ReactNode;
};

/** A thing by its name, with its id below; by its id where nothing else is known. */
export function Named({ id, name, link = (text) => text }: Props) {
  return (
    <>
      {link(<bdi>{name ?? id}</bdi>)}
      {name !== null && (
        <Text size="xs" c="dimmed">
          <bdi>{id}</bdi>
        </Text>
      )}
    </>
  );
}
