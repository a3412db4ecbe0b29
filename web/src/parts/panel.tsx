import { Group, Paper, Text, Title } from '@mantine/core';
import { useId, type ReactNode } from 'react';

type Props = {
  title: string;
  description?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
};

/** One named part of a page. */
export function Panel({ title, description, actions, children }: Props) {
  const id = useId();
  return (
    <Paper component="section" aria-labelledby={id} p={{ base: 'sm', sm: 'md' }}>
      <Group justify="space-between" align="flex-start" mb="sm" gap="xs">
        <div>
          <Title order={2} size="h5" id={id}>
            {title}
          </Title>
          {description !== undefined && (
            <Text size="xs" c="dimmed" mt={2} component="div">
              {description}
            </Text>
          )}
        </div>
        {actions}
      </Group>
      {children}
    </Paper>
  );
}
