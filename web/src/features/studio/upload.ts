import { Upload } from 'tus-js-client';

import type { Session } from '~/features/session/session';

const kPieceBytes = 8 << 20;
const kRetryMs = [0, 1000, 3000, 10_000];

export type UploadEvents = {
  onProgress: (sent: number, total: number) => void;
  onDone: (asset: string | undefined) => void;
  onFailed: (reason: string) => void;
};

/**
 * Sends a file in pieces, from where an earlier try of the same file broke off. The answer to the
 * last piece names the asset that it became.
 */
export async function sendFile(
  { account, profile }: Session,
  file: File,
  events: UploadEvents,
): Promise<Upload> {
  let asset: string | undefined;
  const upload = new Upload(file, {
    endpoint: '/api/v1/uploads',
    chunkSize: kPieceBytes,
    retryDelays: kRetryMs,
    removeFingerprintOnSuccess: true,
    metadata: { filename: file.name, filetype: file.type },
    headers: { 'X-Account-Id': account.id, 'X-CSRF-Token': profile.csrf_token },
    // Another account's upload of the same file is another upload.
    fingerprint: (of) =>
      Promise.resolve(`gv-${account.id}-${of.name}-${of.size}-${of.lastModified}`),
    onAfterResponse: (_, response) => {
      asset = response.getHeader('X-Asset-Id') ?? asset;
    },
    onProgress: events.onProgress,
    onSuccess: () => events.onDone(asset),
    onError: (error) => events.onFailed(error.message),
  });
  const earlier = (await upload.findPreviousUploads())[0];
  if (earlier) upload.resumeFromPreviousUpload(earlier);
  upload.start();
  return upload;
}
