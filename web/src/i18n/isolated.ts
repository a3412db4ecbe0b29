type Texts = { readonly [key: string]: string | Texts };

/** A place for a value: `{ad}`, and not a branch of a plural, which has letters of Arabic. */
const kPlace = /\{([A-Za-z_]+)\}/g;

/**
 * The texts with every value set apart (U+2068 to U+2069): within a line from right to left, an
 * amount with its sign, a date or an id keeps its own order.
 */
export function isolated<T extends Texts>(texts: T): T {
  const entries = Object.entries(texts).map(([key, text]) => [
    key,
    typeof text === 'string' ? text.replaceAll(kPlace, '\u2068{$1}\u2069') : isolated(text),
  ]);
  return Object.fromEntries(entries) as T;
}
