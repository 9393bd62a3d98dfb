import type { Forge } from './forge.ts';
import type { Git } from './git.ts';
import type { Json } from './render-people.ts';
import { repositoryPage, repositoryUrl } from './render-repository.ts';

const statuses: Readonly<Record<string, string>> = { A: 'added', D: 'removed', T: 'changed' };

/** `diff-entry` of every file that changed since the head left the base, without its patch. */
export async function listFiles(forge: Forge, base: string, head: string): Promise<Json[]> {
  const range = `${base}...${head}`;
  const lines = await countLines(forge.git, range);
  const raw = await forge.git.bytes(['diff', '--raw', '-z', '--no-renames', '--no-abbrev', range]);
  const fields = raw.toString('utf8').split('\0').filter(Boolean);
  return Array.from({ length: fields.length / 2 }, (_, at) => {
    const [, , before = '', after = '', kind = 'M'] = (fields[at * 2] ?? '').split(' ');
    const filename = fields[at * 2 + 1] ?? '';
    const { additions, deletions } = lines.get(filename) ?? { additions: 0, deletions: 0 };
    const side = kind === 'D' ? base : head;
    return {
      sha: kind === 'D' ? before : after,
      filename,
      status: statuses[kind] ?? 'modified',
      additions,
      deletions,
      changes: additions + deletions,
      blob_url: `${repositoryPage(forge)}/blob/${side}/${encodeURI(filename)}`,
      raw_url: `${repositoryPage(forge)}/raw/${side}/${encodeURI(filename)}`,
      contents_url: `${repositoryUrl(forge)}/contents/${encodeURI(filename)}?ref=${side}`,
    };
  });
}

interface Lines {
  readonly additions: number;
  readonly deletions: number;
}

async function countLines(git: Git, range: string): Promise<ReadonlyMap<string, Lines>> {
  const listing = await git.bytes(['diff', '--numstat', '-z', '--no-renames', range]);
  const records = listing.toString('utf8').split('\0').filter(Boolean);
  return new Map(
    records.map((record) => {
      const [added, removed, ...path] = record.split('\t');
      // Binary files have a dash where the number would be.
      const lines = { additions: Number(added) || 0, deletions: Number(removed) || 0 };
      return [path.join('\t'), lines];
    }),
  );
}
