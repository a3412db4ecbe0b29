import { Button, Group, Progress, Text, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';

import { ApiProblem } from '~/api/problem';
import { useSession } from '~/features/session/session';
import { majorText, minorUnits } from '~/lib/format';
import { ProblemAlert } from '~/parts/problem_alert';

import { ConflictNotice } from './conflict_notice';
import { saveStage, type Stage } from './queries';
import { StageTrial } from './stage_trial';

type Props = {
  stage: Stage;
  version: number;
  share: number;
  /** Of the suggested values, the one somebody accepted: typed for them, and not saved. */
  accepted?: number | undefined;
};

/** The percent that a person typed as a fraction; null when it is none. */
export function fractionOf(percent: string): number | null {
  if (!/^\d+(\.\d+)?$/.test(percent.trim())) return null;
  const fraction = Number(percent) / 100;
  return fraction <= 1 ? fraction : null;
}

function percentText(fraction: number): string {
  return String(Number((fraction * 100).toFixed(6)));
}

/** One stage, changed in place: Enter saves, Esc puts back what was there. */
export function StageRow({ stage, version, share, accepted }: Props) {
  const { t } = useTranslation();
  const session = useSession();
  const queries = useQueryClient();
  const { account, may } = session;
  const was = { value: majorText(stage.value), confidence: percentText(stage.confidence) };
  const [draft, setDraft] = useState(
    accepted === undefined
      ? was
      : { ...was, value: majorText({ ...stage.value, amount_minor: accepted }) },
  );
  const minor = minorUnits(draft.value, account.currency);
  const confidence = fractionOf(draft.confidence);
  const wrong = minor === null || minor < 0 || confidence === null;
  const changed = draft.value !== was.value || draft.confidence !== was.confidence;

  const saving = useMutation({
    mutationFn: (base: number) =>
      saveStage(session, {
        stage: stage.stage_name,
        minor: minor ?? 0,
        confidence: confidence ?? 0,
        version: base,
      }),
    onSuccess: () => queries.invalidateQueries({ queryKey: [account.id] }),
  });
  const putBack = () => {
    setDraft(was);
    saving.reset();
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && changed && !wrong) saving.mutate(version);
    if (event.key === 'Escape') putBack();
  };
  const conflict = saving.error instanceof ApiProblem && saving.error.status === 409;

  return (
    <>
      <tr>
        <td>
          <Text fw={560} dir="auto">
            {stage.description ?? stage.stage_name}
          </Text>
          {stage.description !== null && stage.description !== stage.stage_name && (
            <Text size="xs" c="dimmed">
              <bdi>{stage.stage_name}</bdi>
            </Text>
          )}
        </td>
        <td data-label={t('pipeline.value', { currency: account.currency })}>
          <TextInput
            size="xs"
            aria-label={t('pipeline.valueOf', { stage: stage.stage_name })}
            inputMode="decimal"
            dir="ltr"
            value={draft.value}
            disabled={!may('config')}
            error={(minor === null || minor < 0) && t('pipeline.notAnAmount')}
            onChange={(event) => setDraft({ ...draft, value: event.currentTarget.value })}
            onKeyDown={onKey}
          />
          <Progress value={100 * share} size={3} mt={4} aria-hidden />
        </td>
        <td data-label={t('pipeline.confidence')}>
          <TextInput
            size="xs"
            aria-label={t('pipeline.confidenceOf', { stage: stage.stage_name })}
            inputMode="decimal"
            dir="ltr"
            rightSection="%"
            value={draft.confidence}
            disabled={!may('config')}
            error={confidence === null && t('pipeline.notAPercent')}
            onChange={(event) => setDraft({ ...draft, confidence: event.currentTarget.value })}
            onKeyDown={onKey}
          />
        </td>
        <td>
          {changed && (
            <Group gap={6} wrap="nowrap" justify="flex-end">
              <Button
                size="compact-sm"
                disabled={wrong}
                loading={saving.isPending}
                onClick={() => saving.mutate(version)}
              >
                {t('pipeline.save')}
              </Button>
              <Button size="compact-sm" variant="default" onClick={putBack}>
                {t('pipeline.cancel')}
              </Button>
            </Group>
          )}
        </td>
      </tr>
      {changed && !wrong && (
        <tr>
          <td colSpan={4} aria-live="polite">
            <StageTrial stage={stage.stage_name} minor={minor} confidence={confidence} />
          </td>
        </tr>
      )}
      {saving.error && (
        <tr>
          <td colSpan={4}>
            {conflict ? (
              <ConflictNotice
                stage={stage.stage_name}
                mine={{ minor: minor ?? 0, confidence: confidence ?? 0 }}
                onMine={(base) => saving.mutate(base)}
                onTheirs={putBack}
              />
            ) : (
              <ProblemAlert error={saving.error} />
            )}
          </td>
        </tr>
      )}
    </>
  );
}
