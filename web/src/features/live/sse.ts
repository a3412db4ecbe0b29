/** One message of a stream of server-sent events. */
export type Message = { id: string | null; event: string; data: string };

/**
 * Cuts a stream of server-sent events into messages (HTML standard, 9.2.6). Feed it the text as it
 * comes, in pieces of any size; comments and unknown fields are passed over.
 */
export class SseReader {
  #rest = '';
  #id: string | null = null;
  #event = '';
  #data: string[] = [];

  read(text: string): Message[] {
    const lines = (this.#rest + text).split(/\r\n|\n|\r(?!$)/);
    this.#rest = lines.pop() ?? '';
    return lines.flatMap((line) => this.#take(line));
  }

  #take(line: string): Message[] {
    if (line === '') return this.#dispatch();
    const colon = line.indexOf(':');
    const name = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (name === 'id' && !value.includes('\0')) this.#id = value;
    if (name === 'event') this.#event = value;
    if (name === 'data') this.#data.push(value);
    return [];
  }

  #dispatch(): Message[] {
    const message = { id: this.#id, event: this.#event || 'message', data: this.#data.join('\n') };
    const empty = this.#data.length === 0 && this.#event === '';
    this.#id = null;
    this.#event = '';
    this.#data = [];
    return empty ? [] : [message];
  }
}
