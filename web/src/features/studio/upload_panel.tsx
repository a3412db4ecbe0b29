import {
  Button,
  CloseButton,
  FileButton,
  Group,
  Paper,
  Progress,
  Stack,
  Text,
} from '@mantine/core';
import { IconUpload } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState, type DragEvent } from 'react';
import { useTranslation } from 'react-i18next';

import { useSession } from '~/features/session/session';

import classes from './upload_panel.module.css';

type Sent = {
  key: string;
  name: string;
  share: number;
  asset?: string | undefined;
  failed?: string;
  done: boolean;
  stop?: () => void;
};

/** Takes files by drop or choice and shows how far each is; one that broke off goes on from there. */
export function UploadPanel() {
  const { t } = useTranslation();
  const session = useSession();
  const queries = useQueryClient();
  const [over, setOver] = useState(false);
  const [sent, setSent] = useState<readonly Sent[]>([]);
  const change = (key: string, part: Partial<Sent>) =>
    setSent((old) => old.map((one) => (one.key === key ? { ...one, ...part } : one)));

  const send = async (file: File) => {
    const key = crypto.randomUUID();
    setSent((old) => [{ key, name: file.name, share: 0, done: false }, ...old]);
    const { sendFile } = await import('./upload');
    const upload = await sendFile(session, file, {
      onProgress: (bytes, total) => change(key, { share: total === 0 ? 0 : bytes / total }),
      onDone: (asset) => {
        change(key, { done: true, share: 1, asset });
        void queries.invalidateQueries({ queryKey: [session.account.id, 'assets'] });
      },
      onFailed: (failed) => change(key, { failed }),
    });
    change(key, {
      stop: () => {
        void upload.abort(true);
        setSent((old) => old.filter((one) => one.key !== key));
      },
    });
  };
  const take = (files: Iterable<File>) => {
    for (const file of files) void send(file);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files);
  };

  return (
    <Paper p={0}>
      <div
        role="group"
        aria-label={t('studio.upload')}
        className={classes.zone}
        data-over={over || undefined}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <IconUpload size={22} stroke={1.6} aria-hidden />
        <Text c="dimmed">{t('studio.drop')}</Text>
        <FileButton multiple accept="video/*,image/*" onChange={take}>
          {(props) => (
            <Button {...props} size="xs">
              {t('studio.choose')}
            </Button>
          )}
        </FileButton>
      </div>
      {sent.length > 0 && (
        <Stack gap="xs" p="sm">
          {sent.map((one) => (
            <SentFile key={one.key} sent={one} />
          ))}
        </Stack>
      )}
    </Paper>
  );
}

function SentFile({ sent }: { sent: Sent }) {
  const { t } = useTranslation();
  const { format } = useSession();
  return (
    <div>
      <Group justify="space-between" wrap="nowrap">
        <Text truncate dir="auto">
          {sent.asset === undefined ? (
            sent.name
          ) : (
            <Link to="/studio/$assetId" params={{ assetId: sent.asset }}>
              {sent.name}
            </Link>
          )}
        </Text>
        <Group gap={4} wrap="nowrap">
          <Text size="xs" c={sent.failed === undefined ? 'dimmed' : 'red'} dir="auto">
            {sent.failed ?? (sent.done ? t('studio.sent') : format.percent(sent.share, 0))}
          </Text>
          {!sent.done && sent.stop && (
            <CloseButton
              size="sm"
              aria-label={t('studio.giveUp', { name: sent.name })}
              onClick={sent.stop}
            />
          )}
        </Group>
      </Group>
      <Progress
        value={100 * sent.share}
        size="xs"
        color={sent.failed === undefined ? 'sea' : 'red'}
        aria-label={t('studio.progressOf', { name: sent.name })}
      />
    </div>
  );
}
