import { expect, it } from 'vitest';

import { readJsonLines } from './ndjson';

function bodyOf(text: string, size: number): ReadableStream<Uint8Array> {
  const bytes = new TextEncoder().encode(text);
  return new ReadableStream({
    start(controller) {
      for (let at = 0; at < bytes.length; at += size)
        controller.enqueue(bytes.slice(at, at + size));
      controller.close();
    },
  });
}

it('reads the same lines however they are cut, letters of several bytes included', async () => {
  const text = '{"name":"إعلان"}\n{"name":"b"}\n\n{"name":"c"}';
  for (let size = 1; size <= text.length; ++size) {
    expect(await readJsonLines(bodyOf(text, size))).toEqual([
      { name: 'إعلان' },
      { name: 'b' },
      { name: 'c' },
    ]);
  }
});

it('refuses what is no JSON', async () => {
  await expect(readJsonLines(bodyOf('{"a":1}\n{oops', 4))).rejects.toThrow();
});
