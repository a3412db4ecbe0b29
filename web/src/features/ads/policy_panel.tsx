import { Badge, Button, Group, Select, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';

import { useSession } from '~/features/session/session';
import { dayStart, isoDay } from '~/lib/days';
import { majorText, minorUnits } from '~/lib/format';
import { Answer } from '~/parts/answer';
import { Panel } from '~/parts/panel';
import { ProblemAlert } from '~/parts/problem_alert';
import { At } from '~/parts/since';

import { kPolicyModes, policyQuery, putPolicy, type Policy, type PolicyMode } from './policy';

/** What a person wants of the ad, above any decision: a lock, a mode to look only, bounds. */
export function PolicyPanel({ ad }: { ad: string }) {
  const { t } = useTranslation();
  const session = useSession();
  const policy = useQuery(policyQuery(session, ad));
  return (
    <Panel
      title={t('policy.title')}
      description={t('policy.hint')}
      actions={policy.data && <ModeBadge mode={policy.data.policy.mode} />}
    >
      <Answer query={policy} height={140}>
        {({ policy: now, etag }) => (
          <>
            {now.set_by !== null && now.set_at !== null && (
              <Text size="xs" c="dimmed" mb="xs">
                <bdi>{now.set_by}</bdi> · <At at={now.set_at} />
              </Text>
            )}
            <PolicyForm key={etag} ad={ad} now={now} etag={etag} />
          </>
        )}
      </Answer>
    </Panel>
  );
}

function ModeBadge({ mode }: { mode: PolicyMode }) {
  const { t } = useTranslation();
  const color = { auto: 'sea', observe: 'indigo', locked: 'orange' }[mode];
  return <Badge color={color}>{t(`policy.mode.${mode}`)}</Badge>;
}

type FormProps = { ad: string; now: Policy; etag: string };

function PolicyForm({ ad, now, etag }: FormProps) {
  const { t } = useTranslation();
  const session = useSession();
  const { account } = session;
  const queries = useQueryClient();
  const [mode, setMode] = useState<PolicyMode>(now.mode);
  const [min, setMin] = useState(now.min_budget === null ? '' : majorText(now.min_budget));
  const [max, setMax] = useState(now.max_budget === null ? '' : majorText(now.max_budget));
  const [until, setUntil] = useState(
    now.expires_at === null ? '' : isoDay(new Date(now.expires_at), account.time_zone),
  );
  const [note, setNote] = useState(now.note ?? '');
  const bound = (text: string) => (text.trim() === '' ? null : minorUnits(text, account.currency));
  const unreadable = (text: string) => text.trim() !== '' && bound(text) === null;
  const amount = (text: string) => {
    const minor = bound(text);
    return minor === null ? null : { amount_minor: minor, currency: account.currency };
  };
  const saving = useMutation({
    mutationFn: () =>
      putPolicy(session, ad, etag, {
        mode,
        min_budget: amount(min),
        max_budget: amount(max),
        note: note.trim() === '' ? null : note,
        expires_at: until === '' ? null : dayStart(until, account.time_zone),
      }),
    // Also when somebody else was first: what they set is shown beside the problem.
    onSettled: () => queries.invalidateQueries({ queryKey: [account.id, 'policy', ad] }),
  });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    saving.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="xs">
        <Group gap="xs" align="flex-start">
          <Select
            size="xs"
            label={t('policy.modeName')}
            allowDeselect={false}
            data={kPolicyModes.map((value) => ({ value, label: t(`policy.mode.${value}`) }))}
            value={mode}
            onChange={(value) => setMode(kPolicyModes.find((one) => one === value) ?? mode)}
          />
          <TextInput
            size="xs"
            label={t('policy.min', { currency: account.currency })}
            inputMode="decimal"
            dir="ltr"
            value={min}
            error={unreadable(min) && t('pipeline.notAnAmount')}
            onChange={(event) => setMin(event.currentTarget.value)}
          />
          <TextInput
            size="xs"
            label={t('policy.max', { currency: account.currency })}
            inputMode="decimal"
            dir="ltr"
            value={max}
            error={unreadable(max) && t('pipeline.notAnAmount')}
            onChange={(event) => setMax(event.currentTarget.value)}
          />
          <TextInput
            size="xs"
            type="date"
            label={t('policy.until')}
            value={until}
            onChange={(event) => setUntil(event.currentTarget.value)}
          />
        </Group>
        <TextInput
          size="xs"
          label={t('policy.note')}
          maxLength={500}
          dir="auto"
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        <Text size="xs" c="dimmed">
          {t(`policy.means.${mode}`)}
        </Text>
        {saving.error && <ProblemAlert error={saving.error} />}
        <Button
          type="submit"
          size="compact-sm"
          style={{ alignSelf: 'flex-start' }}
          loading={saving.isPending}
          disabled={unreadable(min) || unreadable(max)}
        >
          {t('policy.save')}
        </Button>
      </Stack>
    </form>
  );
}
