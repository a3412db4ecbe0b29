import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import type { Schemas } from '~/api/client';
import { DecisionTable } from '~/features/decisions/decision_table';
import { decisionsOfRunQuery } from '~/features/decisions/queries';
import { useSession } from '~/features/session/session';
import { Answer } from '~/parts/answer';
import { Panel } from '~/parts/panel';
import { At } from '~/parts/since';

const kPressing = 4;

/** What the newest run would change: what presses first, without what stays as it is. */
export function LatestRun({ run }: { run: Schemas['DecisionRunLine'] }) {
  const { t } = useTranslation();
  const session = useSession();
  const decisions = useQuery(decisionsOfRunQuery(session, run.id));
  const [text, setText] = useState('');
  return (
    <Panel
      title={t('overview.latest')}
      description={<At at={run.created_at} />}
      actions={
        <Button
          component={Link}
          to={`/decisions/runs/${run.id}`}
          size="compact-sm"
          variant="default"
        >
          {t('overview.everyAd')}
        </Button>
      }
    >
      <Answer query={decisions} height={280}>
        {(rows) => (
          <DecisionTable
            rows={rows.filter((row) => row.priority <= kPressing)}
            search={text}
            onSearch={setText}
          />
        )}
      </Answer>
    </Panel>
  );
}
