import { Group, Stack, Text, Title } from '@mantine/core';
import { useEffect, type ReactNode } from 'react';

type Props = {
  title: string;
  subtitle?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
};

/** One page: its only h1, what it is for, what can be done. */
export function Page({ title, subtitle, actions, children }: Props) {
  useEffect(() => {
    document.title = `${title} · geminivideo`;
  }, [title]);
  return (
    <Stack gap="lg" maw={1480} mx="auto">
      <Group justify="space-between" align="flex-end" gap="sm">
        <div>
          <Title order={1}>
            <bdi>{title}</bdi>
          </Title>
          {subtitle !== undefined && (
            <Text size="sm" c="dimmed" mt={2} component="div">
              {subtitle}
            </Text>
          )}
        </div>
        {actions !== undefined && <Group gap="xs">{actions}</Group>}
      </Group>
      {children}
    </Stack>
  );
}
