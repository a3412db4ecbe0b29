import { Group, Text } from '@mantine/core';

export function Logo() {
  return (
    <Group gap={8} wrap="nowrap" dir="ltr">
      <img src="/favicon.svg" width={24} height={24} alt="" />
      <Text visibleFrom="xs" fw={650} size="md" style={{ letterSpacing: '-0.01em' }}>
        geminivideo
      </Text>
    </Group>
  );
}
