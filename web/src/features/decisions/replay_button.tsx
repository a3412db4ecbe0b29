import { Alert, Button, Code, List, Modal } from '@mantine/core';
import { IconCircleCheck, IconGitCompare, IconRepeat } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';

import { take, type Schemas } from '~/api/client';
import { useSession } from '~/features/session/session';
import { ProblemAlert } from '~/parts/problem_alert';

const kDiffsShown = 20;

/** Has the server decide again from the recorded inputs, and shows whether it came out the same. */
export function ReplayButton({ runId }: { runId: string }) {
  const { t } = useTranslation();
  const { api } = useSession();
  const replay = useMutation({
    mutationFn: () =>
      take(api.POST('/api/v1/decision-runs/{id}/replay', { params: { path: { id: runId } } })),
  });
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconRepeat size={16} aria-hidden />}
        loading={replay.isPending}
        onClick={() => replay.mutate()}
      >
        {t('replay.do')}
      </Button>
      <Modal
        opened={!replay.isIdle && !replay.isPending}
        onClose={replay.reset}
        title={t('replay.title')}
      >
        {replay.error && <ProblemAlert error={replay.error} />}
        {replay.data && <Outcome replay={replay.data} />}
      </Modal>
    </>
  );
}

function Outcome({ replay }: { replay: Schemas['Replay'] }) {
  const { t } = useTranslation();
  if (replay.identical) {
    return (
      <Alert color="sea" icon={<IconCircleCheck aria-hidden />}>
        {t('replay.identical')}
      </Alert>
    );
  }
  return (
    <Alert color="orange" icon={<IconGitCompare aria-hidden />} title={t('replay.differs')}>
      <List size="sm">
        {replay.diffs.slice(0, kDiffsShown).map((diff) => (
          <List.Item key={JSON.stringify(diff)}>
            <Code dir="ltr">{JSON.stringify(diff)}</Code>
          </List.Item>
        ))}
      </List>
    </Alert>
  );
}
