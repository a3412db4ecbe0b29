import { expect, it } from 'vitest';

import { staleAfter } from './topics';

it('reads anew what an event is about', () => {
  expect(staleAfter('decisions.made')).toContain('decision-runs');
  expect(staleAfter('changes.completed')).toContain('executor');
});

it('reads everything anew after a gap, and nothing for what it does not know', () => {
  expect(staleAfter('resync')).toBeNull();
  expect(staleAfter('weather.changed')).toEqual([]);
  expect(staleAfter('')).toEqual([]);
});
