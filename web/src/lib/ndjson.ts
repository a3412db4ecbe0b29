/** Every line of a body of JSON lines, as it comes; the last one needs no end. */
export async function readJsonLines<T>(body: ReadableStream<Uint8Array>): Promise<T[]> {
  const items: T[] = [];
  let rest = '';
  const take = (line: string) => {
    if (line.trim() !== '') items.push(JSON.parse(line) as T);
  };
  const decoder = new TextDecoder();
  const reader = body.getReader();
  for (;;) {
    const { value, done } = await reader.read();
    if (done) break;
    const lines = (rest + decoder.decode(value, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    lines.forEach(take);
  }
  take(rest + decoder.decode());
  return items;
}
