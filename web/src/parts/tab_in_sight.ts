import { useEffect, useRef, type RefObject } from 'react';

/** For a row of tabs that may be wider than the screen: the tab that is shown is in sight. */
export function useTabInSight(shown: string): RefObject<HTMLDivElement | null> {
  const row = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const tab = row.current?.querySelector('[aria-selected="true"]');
    tab?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [shown]);
  return row;
}
