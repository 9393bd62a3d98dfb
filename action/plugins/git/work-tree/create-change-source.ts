import type { ChangeSource, Comparison } from '../../../core/services/change-source.ts';
import { compare } from './compare.ts';
import { findWorkTree } from './find-work-tree.ts';
import { type OpenWorkTree, openWorkTree, type WorkTreeOptions } from './open-work-tree.ts';

/** Large enough for a long file of rules, too small to hurt. */
const maxFileBytes = 1024 * 1024;

/** The work tree around a folder, as reviews read it. */
export function createChangeSource(folder: string, options: WorkTreeOptions = {}): ChangeSource {
  let opened: Promise<OpenWorkTree> | undefined;
  const open = (top: string) => {
    opened ??= openWorkTree(top, options);
    return opened;
  };
  const here = async () => {
    const top = findWorkTree(folder);
    if (!top) throw new TypeError('compare comes first, and says that there is no repository');
    return await open(top);
  };
  return {
    async compare(request) {
      const top = findWorkTree(folder);
      if (top) return await compare(await open(top), request);
      return {
        kind: 'problem',
        code: 'NOT_A_REPOSITORY',
        tell: 'This folder is in no git work tree: run it inside one, or give --cwd.',
      };
    },
    async diff({ baseSha, headSha }, maxBytes) {
      const { git, nowhere } = await here();
      const args = ['diff', ...asGitPrints, baseSha, headSha, '--'];
      const call = { args, variables: nowhere, maxOutputBytes: maxBytes, timeoutSeconds: 300 };
      return (await git.must({ ...call, cwd: nowhere.GIT_WORK_TREE })).stdout;
    },
    async listFiles({ headSha }: Comparison) {
      const { git } = await here();
      const args = ['ls-tree', '-r', '-z', '--name-only', '--full-tree', headSha];
      const { stdout } = await git.must({ args, maxOutputBytes: 256 * 1024 * 1024 });
      return pieces(stdout);
    },
    async readFile(treeish, path) {
      const { git } = await here();
      const listed = await git.must({
        args: ['ls-tree', '-z', '--full-tree', treeish, '--', path],
      });
      const entry = /^100(?:644|755) blob ([0-9a-f]+)\t/.exec(listed.stdout.toString('utf8'));
      if (!entry?.[1]) return undefined;
      const args = ['cat-file', 'blob', entry[1]];
      return (await git.must({ args, maxOutputBytes: maxFileBytes })).stdout;
    },
    async close() {
      await (await opened)?.close();
    },
  };
}

const asGitPrints = [
  ...['--raw', '-z', '--patch', '--find-renames', '--unified=3', '--submodule=short'],
  ...['--src-prefix=a/', '--dst-prefix=b/', '--no-color', '--no-ext-diff', '--no-textconv'],
  ...['--no-relative', '--ignore-submodules=none'],
];

function pieces(bytes: Uint8Array): readonly Uint8Array[] {
  const found: Uint8Array[] = [];
  for (let from = 0; from < bytes.length; ) {
    const end = bytes.indexOf(0, from);
    if (end < 0) break;
    found.push(bytes.subarray(from, end));
    from = end + 1;
  }
  return found;
}
