import { expect, it } from 'vitest';

import { areaPath, readingAt, type Lane } from './lanes';

it('draws the smallest value at the bottom and the largest at the top', () => {
  expect(areaPath([0, 2, 1], 100, 40)).toBe('M0,40 L0.0,40.0 L50.0,0.0 L100.0,20.0 L100,40 Z');
});

it('draws loudness, which is below zero, within the box', () => {
  expect(areaPath([-20, -10], 10, 40)).toBe('M0,40 L0.0,40.0 L10.0,0.0 L10,40 Z');
});

it('draws a flat curve without dividing by nothing', () => {
  expect(areaPath([0, 0], 10, 40)).not.toContain('NaN');
});

it('reads curves by their resolution and blocks by their span', () => {
  const curve: Lane = { kind: 'curve', id: 'motion', values: [1, 2, 3] };
  expect(readingAt(curve, 0.9, 0.5)).toBe(2);
  expect(readingAt(curve, 9, 0.5)).toBeNull();
  const blocks: Lane = { kind: 'blocks', id: 'shots', blocks: [{ t0: 1, t1: 2, label: '1' }] };
  expect(readingAt(blocks, 1, 0.5)).toBe('1');
  expect(readingAt(blocks, 2, 0.5)).toBeNull();
});
