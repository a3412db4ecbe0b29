import { Text } from '@mantine/core';

import type { Creative } from './queries';

/** What stands beside the video. */
export function Words({ creative }: { creative: Creative }) {
  return (
    <div>
      <Text dir="auto" style={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}>
        {creative.message}
      </Text>
      <Text fw={560} dir="auto" mt={4}>
        {creative.headline}
      </Text>
      <Text size="xs" c="dimmed" dir="ltr" ta="start" style={{ overflowWrap: 'anywhere' }}>
        {creative.call_to_action} · {creative.link}
        {creative.youtube_video_id !== null && ` · YouTube ${creative.youtube_video_id}`}
      </Text>
    </div>
  );
}
