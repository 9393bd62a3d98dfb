import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A repository with two trees that are far apart. */
export interface LargePatch {
  readonly gitDir: string;
  readonly commit: string;
  readonly baseTree: string;
  readonly resultTree: string;
  remove(): void;
}

/**
 * Files of source code, each with as many lines: the base has half of them in full and half of
 * the lines of the others, so that a patch adds whole files and changes others.
 */
export function createLargePatch(files: number, linesPerFile: number): LargePatch {
  const home = mkdtempSync(join(tmpdir(), 'patchplane-bench-'));
  const gitDir = join(home, 'repository.git');
  const git = (args: readonly string[], input?: string) =>
    execFileSync('git', [`--git-dir=${gitDir}`, ...args], {
      input,
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
    }).trim();
  execFileSync('git', ['init', '--quiet', '--bare', gitDir]);
  git(['fast-import', '--quiet'], streamOf(files, linesPerFile));
  const treeOf = (ref: string) => git(['rev-parse', `${ref}^{tree}`]);
  return {
    gitDir,
    commit: git(['rev-parse', 'base']),
    baseTree: treeOf('base'),
    resultTree: treeOf('result'),
    remove: () => rmSync(home, { recursive: true, force: true }),
  };
}

function streamOf(files: number, lines: number): string {
  return [
    ...commitOf('base', files, (file) => textOf(file, lines, file % 2 === 0 ? 0 : 1)),
    ...commitOf('result', files, (file) => textOf(file, lines, 2)),
  ].join('\n');
}

function commitOf(ref: string, files: number, text: (file: number) => string): readonly string[] {
  const message = `data ${ref.length}\n${ref}`;
  const head = [`commit refs/heads/${ref}`, 'committer a <a@b> 1700000000 +0000', message];
  const body = Array.from({ length: files }, (_, file) => {
    const content = text(file);
    const path = `src/module-${file % 50}/part-${file}.ts`;
    return `M 100644 inline ${path}\ndata ${Buffer.byteLength(content)}\n${content}`;
  });
  return [...head, ...body, ''];
}

/** `state` 0: the old lines; 1: none of them; 2: the new lines. */
function textOf(file: number, lines: number, state: number): string {
  if (state === 1) return 'export {};\n';
  const word = state === 0 ? 'before' : 'after';
  return Array.from(
    { length: lines },
    (_, line) => `export const ${word}${line} = compute(${file}, "${word} ${line * 7}"); // step\n`,
  ).join('');
}
