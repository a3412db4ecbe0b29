import { existsSync, readdirSync, readFileSync } from 'node:fs';

import { expect, it } from 'vitest';

const kImport = /import \{([^}]*)\} from '@mantine\/core'/g;
/** What parts of Mantine that are used are made of. */
const kWithin = ['Combobox', 'Input', 'InlineInput', 'Loader', 'ModalBase', 'Overlay', 'Popover'];

it('has the styles of every part of Mantine that is used', () => {
  const sources = readdirSync('src', { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.tsx'))
    .map((path) => readFileSync(`src/${path}`, 'utf8'));
  const used = sources.flatMap((text) =>
    [...text.matchAll(kImport)].flatMap(([, names = '']) => names.split(',').map((n) => n.trim())),
  );
  const styled = [...new Set([...used, ...kWithin])].filter((name) =>
    existsSync(`node_modules/@mantine/core/styles/${name}.css`),
  );
  const listed = readFileSync('src/app/mantine.css', 'utf8');
  expect(styled.filter((name) => !listed.includes(`/${name}.css'`))).toEqual([]);
  expect(styled.length).toBeGreaterThan(20);
});
