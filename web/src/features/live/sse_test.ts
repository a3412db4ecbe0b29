import { expect, it } from 'vitest';

import { SseReader, type Message } from './sse';

const kStream =
  ': hello\n\nid: 41\nevent: decisions.made\ndata: {"seq":41}\n\n' +
  'event: jobs.progress\r\ndata: a\r\ndata: b\r\n\r\nretry: 3000\n\nevent: bye\ndata:\n\n';
const kMessages: Message[] = [
  { id: '41', event: 'decisions.made', data: '{"seq":41}' },
  { id: null, event: 'jobs.progress', data: 'a\nb' },
  { id: null, event: 'bye', data: '' },
];

it('reads messages, joins lines of data, passes over comments', () => {
  expect(new SseReader().read(kStream)).toEqual(kMessages);
});

it('reads the same however the stream is cut', () => {
  for (let size = 1; size <= kStream.length; ++size) {
    const reader = new SseReader();
    const read: Message[] = [];
    for (let at = 0; at < kStream.length; at += size) {
      read.push(...reader.read(kStream.slice(at, at + size)));
    }
    expect(read, `pieces of ${size}`).toEqual(kMessages);
  }
});

it('keeps a message that is not ended', () => {
  const reader = new SseReader();
  expect(reader.read('data: half')).toEqual([]);
  expect(reader.read('\n\n')).toEqual([{ id: null, event: 'message', data: 'half' }]);
});
