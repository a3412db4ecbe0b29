import type { Timeline } from './queries';

const kWordsInLine = 7;
const kPauseS = 1;

function stamp(seconds: number): string {
  return new Date(Math.max(0, Math.round(seconds * 1000))).toISOString().slice(11, 23);
}

function cueText(words: Timeline['words']): string {
  const text = words.map((word) => word.text).join(' ');
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** The words that were heard as WebVTT: lines of a few words, a new one after a pause. */
export function captionsOf(words: Timeline['words']): string {
  const lines: Timeline['words'][] = [];
  for (const word of words) {
    const line = lines.at(-1);
    const before = line?.at(-1);
    if (!line || !before || line.length >= kWordsInLine || word.t0 - before.t1 > kPauseS) {
      lines.push([word]);
    } else {
      line.push(word);
    }
  }
  const cues = lines.map((line) => {
    const [first, last] = [line[0], line.at(-1)];
    return `${stamp(first?.t0 ?? 0)} --> ${stamp(last?.t1 ?? 0)}\n${cueText(line)}\n`;
  });
  return ['WEBVTT\n', ...cues].join('\n');
}
