type Page<T> = { readonly items: readonly T[]; readonly next_cursor: string | null };

/** Every item of a collection, page after page. */
export async function everyPage<T>(
  page: (cursor: string | undefined) => Promise<Page<T>>,
): Promise<T[]> {
  const items: T[] = [];
  let cursor: string | undefined;
  do {
    const { items: more, next_cursor } = await page(cursor);
    items.push(...more);
    cursor = next_cursor ?? undefined;
  } while (cursor !== undefined);
  return items;
}
