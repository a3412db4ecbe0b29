import { expect, it } from 'vitest';

import { csvText } from './csv';

it('quotes what RFC 4180 asks to', () => {
  expect(
    csvText(
      ['a', 'b'],
      [
        ['x,y', 'he said "no"'],
        [1.5, null],
      ],
    ),
  ).toBe('a,b\r\n"x,y","he said ""no"""\r\n1.5,\r\n');
});

it('keeps a spreadsheet from running text as a formula', () => {
  expect(csvText(['name'], [['=HYPERLINK("x")'], ['@cmd'], [-5]])).toBe(
    'name\r\n"\'=HYPERLINK(""x"")"\r\n\'@cmd\r\n-5\r\n',
  );
});

it('ends each line with the mark that is given', () => {
  expect(csvText(['a'], [[1], [2]], 'Demo data')).toBe(
    'a,Demo data\r\n1,Demo data\r\n2,Demo data\r\n',
  );
});
