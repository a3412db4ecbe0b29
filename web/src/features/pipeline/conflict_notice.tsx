import { Alert, Button, Group, Text } from '@mantine/core';
import { IconGitMerge } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';

import { useSession } from '~/features/session/session';
import { Answer } from '~/parts/answer';
import { Money } from '~/parts/money';

import { stagesQuery } from './queries';

type Props = {
  stage: string;
  mine: { minor: number; confidence: number };
  /** Write mine over this version. */
  onMine: (version: number) => void;
  onTheirs: () => void;
};

/** Somebody saved in between: both values side by side, and a choice. */
export function ConflictNotice({ stage, mine, onMine, onTheirs }: Props) {
  const { t } = useTranslation();
  const session = useSession();
  const { format, account } = session;
  const queries = useQueryClient();
  // Apart from the list behind the rows: renewing that one would take away what was typed.
  const now = useQuery({
    ...stagesQuery(session),
    queryKey: [account.id, 'stages', 'conflict', stage],
    staleTime: 0,
  });
  return (
    <Alert color="yellow" icon={<IconGitMerge aria-hidden />} title={t('pipeline.conflict')}>
      <Answer query={now} height={60}>
        {(data) => {
          const theirs = data.stages.find((one) => one.stage_name === stage);
          return (
            <>
              <Text size="sm">
                {t('pipeline.theirs')}{' '}
                {theirs ? (
                  <>
                    <Money amount={theirs.value} fw={600} /> ·{' '}
                    {format.percent(theirs.confidence, 0)}
                  </>
                ) : (
                  t('pipeline.gone')
                )}
                {' — '}
                {t('pipeline.mine')}{' '}
                <Money amount={{ amount_minor: mine.minor, currency: account.currency }} fw={600} />{' '}
                · {format.percent(mine.confidence, 0)}
              </Text>
              <Group gap="xs" mt="xs">
                <Button size="compact-sm" onClick={() => onMine(data.version)}>
                  {t('pipeline.useMine')}
                </Button>
                <Button
                  size="compact-sm"
                  variant="default"
                  onClick={() => {
                    onTheirs();
                    void queries.invalidateQueries({ queryKey: [account.id, 'stages'] });
                  }}
                >
                  {t('pipeline.useTheirs')}
                </Button>
              </Group>
            </>
          );
        }}
      </Answer>
    </Alert>
  );
}
