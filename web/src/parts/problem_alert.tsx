import { Alert, Button, Code, Group, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

import { ApiProblem } from '~/api/problem';

type Props = { error: Error; onRetry?: (() => void) | undefined };

/** What went wrong, what can be done, and what to tell the operator. */
export function ProblemAlert({ error, onRetry }: Props) {
  const { t } = useTranslation();
  const problem = error instanceof ApiProblem ? error : null;
  const unreachable = problem?.status === 0;
  return (
    <Alert color="red" icon={<IconAlertTriangle aria-hidden />} role="alert">
      <Text size="sm" dir="auto">
        {unreachable ? t('problem.unreachable') : error.message}
      </Text>
      {problem?.hint !== undefined && (
        <Text size="sm" dir="auto">
          {problem.hint}
        </Text>
      )}
      {problem?.fields.map((field) => (
        <Text size="sm" key={field.pointer + field.code} dir="ltr">
          <Code>{field.pointer}</Code> {field.message}
        </Text>
      ))}
      <Group justify="space-between" mt={4}>
        {problem?.traceId !== undefined && (
          <Text size="xs" c="dimmed">
            {t('problem.trace')} <Code dir="ltr">{problem.traceId}</Code>
          </Text>
        )}
        {onRetry && (
          <Button size="xs" variant="default" onClick={onRetry}>
            {t('problem.retry')}
          </Button>
        )}
      </Group>
    </Alert>
  );
}
