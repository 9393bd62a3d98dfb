import type { Git } from './git.ts';

export interface Hunk {
  /** `@@ ... @@` and what follows it, as far as the line that is looked for. */
  readonly text: string;
}

/**
 * The hunk of a pull request's diff that shows this line of the new or the old file; undefined
 * where none does, which is where GitHub takes no comment.
 */
export async function findHunk(
  git: Git,
  range: { readonly base: string; readonly head: string },
  at: { readonly path: string; readonly side: 'LEFT' | 'RIGHT'; readonly line: number },
): Promise<Hunk | undefined> {
  const { base, head } = range;
  const diff = await git.run(['diff', '--no-color', '-U3', `${base}...${head}`, '--', at.path]);
  if (diff.code !== 0) return undefined;
  const hunks = diff.stdout
    .toString('utf8')
    .split(/^(?=@@ )/m)
    .slice(1);
  for (const hunk of hunks) {
    const end = endOf(hunk.split('\n'), at);
    if (end !== undefined) return { text: hunk.split('\n').slice(0, end).join('\n') };
  }
  return undefined;
}

/** How many lines of the hunk there are up to the one that is looked for. */
function endOf(
  lines: readonly string[],
  { side, line }: { readonly side: 'LEFT' | 'RIGHT'; readonly line: number },
): number | undefined {
  const [, left, right] = /^@@ -(\d+)(?:,\d+)? \+(\d+)/.exec(lines[0] ?? '') ?? [];
  let current = Number(side === 'LEFT' ? left : right);
  const shown = side === 'LEFT' ? ' -' : ' +';
  for (const [at, text] of lines.entries()) {
    if (at === 0 || text === '' || !shown.includes(text[0] ?? '')) continue;
    if (current === line) return at + 1;
    current += 1;
  }
  return undefined;
}

/** One line of a file in a commit; undefined where there is none. */
export async function lineOf(
  git: Git,
  commit: string,
  path: string,
  line: number,
): Promise<string | undefined> {
  const shown = await git.run(['show', '--end-of-options', `${commit}:${path}`]);
  return shown.code === 0 ? shown.stdout.toString('utf8').split('\n')[line - 1] : undefined;
}
