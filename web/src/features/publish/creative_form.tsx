import { Button, Group, Modal, Select, Stack, Textarea, TextInput } from '@mantine/core';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';

import { ApiProblem } from '~/api/problem';
import { useSession } from '~/features/session/session';
import { assetsQuery } from '~/features/studio/queries';
import { ProblemAlert } from '~/parts/problem_alert';

import { createCreative } from './queries';

/** As the platform calls its buttons; the server refuses others and names those it takes. */
const kButtons =
  'APPLY_NOW BOOK_TRAVEL BUY_NOW CONTACT_US DOWNLOAD GET_OFFER GET_QUOTE LEARN_MORE ORDER_NOW SEE_MENU SHOP_NOW SIGN_UP SUBSCRIBE WATCH_MORE'.split(
    ' ',
  );

/** `asset`: the video, or null where it is still to be chosen. */
type Props = { asset: string | null; onClose: () => void };

/** Makes a creative: a video and the words beside it. A draft, which nothing publishes. */
export function CreativeForm({ asset, onClose }: Props) {
  const { t } = useTranslation();
  const session = useSession();
  const queries = useQueryClient();
  const assets = useInfiniteQuery(assetsQuery(session, ''));
  const videos = (assets.data?.pages.flatMap((page) => page.items) ?? [])
    .filter((one) => one.kind === 'video' && one.status === 'ready')
    .map(({ id, name }) => ({ value: id, label: name }));
  const [draft, setDraft] = useState({
    asset_id: asset ?? '',
    name: '',
    message: '',
    headline: '',
    link: 'https://',
    call_to_action: 'LEARN_MORE',
    youtube_video_id: '',
  });
  const change = (part: Partial<typeof draft>) => setDraft((old) => ({ ...old, ...part }));
  const making = useMutation({
    mutationFn: () =>
      createCreative(session, {
        ...draft,
        youtube_video_id: draft.youtube_video_id === '' ? null : draft.youtube_video_id,
      }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: [session.account.id, 'creatives'] });
      onClose();
    },
  });
  const problem = making.error instanceof ApiProblem ? making.error : null;
  const text = (field: 'name' | 'message' | 'headline' | 'link') => ({
    label: t(`publish.${field}`),
    required: true,
    value: draft[field],
    error: problem?.field(`/${field}`),
    onChange: (event: { currentTarget: { value: string } }) =>
      change({ [field]: event.currentTarget.value }),
  });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    making.mutate();
  };
  return (
    <Modal opened onClose={onClose} title={t('publish.make')} size="lg">
      <form onSubmit={submit}>
        <Stack gap="sm">
          <Select
            label={t('publish.video')}
            required
            searchable
            data={videos}
            value={draft.asset_id || null}
            nothingFoundMessage={t('publish.noVideos')}
            error={problem?.field('/asset_id')}
            onChange={(id) => change({ asset_id: id ?? '' })}
          />
          <TextInput
            {...text('name')}
            data-autofocus
            description={t('publish.nameHint')}
            dir="auto"
          />
          <Textarea {...text('message')} autosize minRows={3} maxRows={8} dir="auto" />
          <TextInput {...text('headline')} dir="auto" />
          <TextInput {...text('link')} type="url" dir="ltr" />
          <Select
            label={t('publish.button')}
            required
            allowDeselect={false}
            data={kButtons}
            value={draft.call_to_action}
            error={problem?.field('/call_to_action')}
            onChange={(button) => change({ call_to_action: button ?? 'LEARN_MORE' })}
          />
          <TextInput
            label={t('publish.youtube')}
            description={t('publish.youtubeHint')}
            dir="ltr"
            value={draft.youtube_video_id}
            error={problem?.field('/youtube_video_id')}
            onChange={(event) => change({ youtube_video_id: event.currentTarget.value.trim() })}
          />
          {making.error && <ProblemAlert error={making.error} />}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('confirm.cancel')}
            </Button>
            <Button type="submit" loading={making.isPending}>
              {t('publish.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
