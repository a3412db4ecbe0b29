import { queryOptions } from '@tanstack/react-query';

import { take, type Schemas } from '~/api/client';
import type { Session } from '~/features/session/session';

export type Stage = Schemas['StageWorthV1'];

export const stagesQuery = ({ api, account }: Session) =>
  queryOptions({
    queryKey: [account.id, 'stages'],
    queryFn: () => take(api.GET('/api/v1/synthetic-revenue/stages')),
  });

export const suggestionsQuery = ({ api, account }: Session) =>
  queryOptions({
    queryKey: [account.id, 'stages', 'suggestions'],
    queryFn: () => take(api.GET('/api/v1/synthetic-revenue/stages/suggestions')),
    staleTime: 300_000,
  });

export type Trial = { stage: string; minor: number; confidence: number };

/** What the newest run would decide, and open deals be worth, with this stage; nothing is stored. */
export const trialQuery = ({ api, account }: Session, trial: Trial) =>
  queryOptions({
    queryKey: [account.id, 'stages', 'trial', trial],
    queryFn: () =>
      take(
        api.POST('/api/v1/synthetic-revenue/stages/{stage_name}/preview', {
          params: { path: { stage_name: trial.stage } },
          body: {
            value: { amount_minor: trial.minor, currency: account.currency },
            confidence: trial.confidence,
          },
        }),
      ),
  });

export type StageEdit = Trial & { version: number };

/** Writes one stage as a new version; 409 when `version` is no longer the one in force. */
export function saveStage({ api, account }: Session, edit: StageEdit) {
  return take(
    api.PUT('/api/v1/synthetic-revenue/stages/{stage_name}', {
      params: { path: { stage_name: edit.stage } },
      body: {
        value: { amount_minor: edit.minor, currency: account.currency },
        confidence: edit.confidence,
        expected_version: edit.version,
      },
    }),
  );
}
