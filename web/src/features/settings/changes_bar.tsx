import { Alert, Button, Group, List, Paper, Text, TextInput } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import type { Schemas } from '~/api/client';
import { useSession } from '~/features/session/session';
import { ProblemAlert } from '~/parts/problem_alert';

import classes from './changes_bar.module.css';
import { PreviewResult } from './preview_result';
import { previewConfig, saveConfig, validateConfig } from './queries';
import { patchOf } from './schema_fields';

type Props = {
  changes: ReadonlyMap<string, unknown>;
  version: number;
  onErrors: (errors: readonly Schemas['ConfigError'][]) => void;
  onDiscard: () => void;
};

/** What is to change, judged by the server before it is saved as a new version. */
export function ChangesBar({ changes, version, onErrors, onDiscard }: Props) {
  const { t } = useTranslation();
  const session = useSession();
  const queries = useQueryClient();
  const [note, setNote] = useState('');
  const patch = patchOf(changes);
  const checking = useMutation({
    mutationFn: () => validateConfig(session, patch),
    onSuccess: (judgement) => onErrors(judgement.errors),
  });
  const saving = useMutation({
    mutationFn: () => saveConfig(session, note === '' ? patch : { ...patch, note }, version),
    onSuccess: () => queries.invalidateQueries({ queryKey: [session.account.id] }),
  });
  const previewing = useMutation({ mutationFn: () => previewConfig(session, patch) });
  const judged = checking.data;
  return (
    <Paper className={classes.bar} shadow="md">
      <Group justify="space-between" gap="sm">
        <Text fw={600} aria-live="polite">
          {t('settings.pending', { count: changes.size })}
        </Text>
        <Group gap="xs">
          <TextInput
            size="xs"
            placeholder={t('settings.note')}
            aria-label={t('settings.note')}
            value={note}
            onChange={(event) => setNote(event.currentTarget.value)}
          />
          <Button size="xs" variant="default" onClick={onDiscard}>
            {t('settings.discard')}
          </Button>
          <Button
            size="xs"
            variant="default"
            loading={checking.isPending}
            onClick={() => checking.mutate()}
          >
            {t('settings.check')}
          </Button>
          <Button
            size="xs"
            variant="default"
            loading={previewing.isPending}
            onClick={() => previewing.mutate()}
          >
            {t('settings.preview')}
          </Button>
          <Button size="xs" loading={saving.isPending} onClick={() => saving.mutate()}>
            {t('settings.save')}
          </Button>
        </Group>
      </Group>
      {judged && (
        <Alert
          mt="sm"
          color={judged.errors.length > 0 ? 'red' : judged.warnings.length > 0 ? 'yellow' : 'sea'}
          icon={<IconAlertTriangle aria-hidden />}
          title={
            judged.errors.length > 0
              ? t('settings.refused', { count: judged.errors.length })
              : t('settings.accepted', { count: judged.changed.length })
          }
        >
          <List size="sm">
            {judged.errors.map((error) => (
              <List.Item key={error.pointer + error.code} dir="ltr">
                {error.pointer} {error.message}
              </List.Item>
            ))}
            {judged.warnings.map((warning) => (
              <List.Item key={warning} dir="ltr">
                {warning}
              </List.Item>
            ))}
          </List>
        </Alert>
      )}
      {previewing.data && <PreviewResult preview={previewing.data} />}
      {previewing.error && <ProblemAlert error={previewing.error} />}
      {saving.error && <ProblemAlert error={saving.error} />}
      {checking.error && <ProblemAlert error={checking.error} />}
    </Paper>
  );
}
