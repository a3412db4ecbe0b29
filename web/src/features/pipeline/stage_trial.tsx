import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';

import { useSession } from '~/features/session/session';
import { PreviewResult } from '~/features/settings/preview_result';
import { Answer } from '~/parts/answer';

import { trialQuery, type Trial } from './queries';

const kTypingMs = 400;

/** What would come of the values that are being typed, before anybody saves them. */
export function StageTrial({ stage, minor, confidence }: Trial) {
  const session = useSession();
  const [minorTyped] = useDebouncedValue(minor, kTypingMs);
  const [confidenceTyped] = useDebouncedValue(confidence, kTypingMs);
  const trial = useQuery({
    ...trialQuery(session, { stage, minor: minorTyped, confidence: confidenceTyped }),
    placeholderData: keepPreviousData,
  });
  return (
    <Answer query={trial} height={72}>
      {(preview) => <PreviewResult preview={preview} />}
    </Answer>
  );
}
