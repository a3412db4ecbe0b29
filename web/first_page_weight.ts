import { gzipSync } from 'node:zlib';

import type { Plugin, Rollup } from 'vite';

const kFirstPage = 'src/features/overview/overview_page.tsx';
const kLimitBytes = 350_000;

function filesOf(bundle: Rollup.OutputBundle, roots: readonly Rollup.OutputChunk[]): Set<string> {
  const files = new Set<string>();
  const add = (chunk: Rollup.OutputChunk) => {
    if (files.has(chunk.fileName)) return;
    files.add(chunk.fileName);
    for (const css of chunk.viteMetadata?.importedCss ?? []) files.add(css);
    for (const name of chunk.imports) {
      const imported = bundle[name];
      if (imported?.type === 'chunk') add(imported);
    }
  };
  roots.forEach(add);
  return files;
}

function gzipBytes(file: Rollup.OutputAsset | Rollup.OutputChunk | undefined): number {
  if (file === undefined) return 0;
  return gzipSync(file.type === 'chunk' ? file.code : file.source).length;
}

/** Says what scripts and styles of the first page weigh, packed; more than the limit is an error. */
export function firstPageWeight(): Plugin {
  return {
    name: 'first-page-weight',
    apply: 'build',
    writeBundle(_, bundle) {
      const roots = Object.values(bundle).filter(
        (file) =>
          file.type === 'chunk' &&
          (file.isEntry || file.moduleIds.some((id) => id.endsWith(kFirstPage))),
      );
      if (roots.length < 2) this.error(`there is no chunk of ${kFirstPage}`);
      const files = [...filesOf(bundle, roots as Rollup.OutputChunk[])];
      const bytes = files.reduce((sum, name) => sum + gzipBytes(bundle[name]), 0);
      const weight = `first page: ${(bytes / 1000).toFixed(1)} kB gzip in ${files.length} files`;
      console.log(`${weight}, ${kLimitBytes / 1000} kB at most`);
      if (bytes > kLimitBytes) this.error(`${weight}: more than ${kLimitBytes / 1000} kB`);
    },
  };
}
