import type { BaseFiles, Detected } from './base-files.ts';

/** In the order in which make itself looks. */
const makefiles = ['GNUmakefile', 'makefile', 'Makefile'];

export async function detectMake(files: BaseFiles): Promise<Detected | undefined> {
  const file = makefiles.find((name) => files.has(name));
  if (file === undefined) return undefined;
  const hasTest = /^test\s*:(?!=)/m.test((await files.read(file)) ?? '');
  if (!hasTest) return undefined;
  return {
    sources: [file],
    requirement: {
      key: 'make-test',
      label: 'make test',
      command: ['make', 'test'],
      report: 'exit-code',
    },
  };
}
