import { Text, Tooltip } from '@mantine/core';

import { useSession } from '~/features/session/session';

import { useNow } from './answer';

/** An instant as people say it; the exact time, its zone and UTC are in the tooltip. */
export function Since({ at }: { at: string }) {
  const { format } = useSession();
  const exact = `${format.dateTime(at)} ${format.zoneName(new Date(at))} · ${at.slice(0, 16)}Z`;
  return (
    <Tooltip label={exact}>
      <Text span inherit component="time" dateTime={at} style={{ whiteSpace: 'nowrap' }}>
        {format.ago(at, useNow())}
      </Text>
    </Tooltip>
  );
}

/** An instant with its zone. */
export function At({ at }: { at: string }) {
  const { format } = useSession();
  return (
    <Tooltip label={`${format.zoneName(new Date(at))} · ${at.slice(0, 19)}Z`}>
      <Text span inherit component="time" dateTime={at} style={{ whiteSpace: 'nowrap' }}>
        {format.dateTime(at)}
      </Text>
    </Tooltip>
  );
}
