import { Button, Stack, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';

import { ApiProblem } from '~/api/problem';
import { useSession } from '~/features/session/session';
import { Panel } from '~/parts/panel';
import { ProblemAlert } from '~/parts/problem_alert';

import { override } from './queries';

/** A person knows better: the credit goes to the ad they name, with their reason beside it. */
export function OverrideForm({ id }: { id: string }) {
  const { t } = useTranslation();
  const session = useSession();
  const queries = useQueryClient();
  const [ad, setAd] = useState('');
  const [reason, setReason] = useState('');
  const saving = useMutation({
    mutationFn: () => override(session, id, ad, reason),
    onSuccess: async () => {
      setAd('');
      setReason('');
      await queries.invalidateQueries({ queryKey: [session.account.id, 'conversions'] });
    },
  });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    saving.mutate();
  };
  const problem = saving.error instanceof ApiProblem ? saving.error : null;
  return (
    <Panel title={t('attribution.override')} description={t('attribution.overrideHint')}>
      <form onSubmit={submit}>
        <Stack gap="sm">
          <TextInput
            label={t('decision.ad')}
            required
            value={ad}
            error={problem?.field('/ad_id')}
            onChange={(event) => setAd(event.currentTarget.value)}
          />
          <TextInput
            label={t('attribution.why')}
            required
            value={reason}
            error={problem?.field('/reason')}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          {saving.error && <ProblemAlert error={saving.error} />}
          <Button type="submit" loading={saving.isPending} style={{ alignSelf: 'flex-start' }}>
            {t('attribution.save')}
          </Button>
        </Stack>
      </form>
    </Panel>
  );
}
