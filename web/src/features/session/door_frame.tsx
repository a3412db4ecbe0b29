import { Box, Group, Paper, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';

import { LanguagePicker } from '~/parts/language_picker';
import { ThemeToggle } from '~/parts/theme_toggle';
import { Logo } from '~/parts/logo';

import classes from './door_frame.module.css';

type Props = { title: string; subtitle?: string; children: ReactNode };

/** What is seen before anybody is signed in. */
export function DoorFrame({ title, subtitle, children }: Props) {
  return (
    <Box component="main" className={classes.page}>
      <div className={classes.card}>
        <Group justify="space-between" mb="md">
          <Logo />
          <Group gap={4}>
            <LanguagePicker />
            <ThemeToggle />
          </Group>
        </Group>
        <Paper p="xl">
          <Title order={1} size="h3" mb={subtitle === undefined ? 'lg' : 4}>
            {title}
          </Title>
          {subtitle !== undefined && (
            <Text size="sm" c="dimmed" mb="lg">
              {subtitle}
            </Text>
          )}
          {children}
        </Paper>
      </div>
    </Box>
  );
}
