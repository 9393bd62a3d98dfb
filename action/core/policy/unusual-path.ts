import type { TreePath } from '../../domain/candidate-patch-set.ts';
import { findHiddenCharacters } from './hidden-characters.ts';

export const unusualReasons = [
  'not-utf8',
  'control-character',
  'hidden-character',
  'backslash',
  'trailing-dot-or-space',
  'leading-dash',
  'colon',
  'not-normalised',
  'reserved-name',
  'git-directory',
  'traversal',
  'too-long',
] as const;

export type UnusualReason = (typeof unusualReasons)[number];

/** Longer ones break tools and screens; the longest paths of large real projects are near 250. */
const longestPath = 512;
const longestSegment = 255;

/** Why a path would read, resolve or check out differently from how it looks; sorted. */
export function unusualIn(path: TreePath): readonly UnusualReason[] {
  if (typeof path !== 'string') return ['not-utf8'];
  const segments = path.split('/');
  const reasons: Record<UnusualReason, boolean> = {
    'not-utf8': !path.isWellFormed(),
    'control-character': /\p{Cc}/u.test(path),
    'hidden-character': findHiddenCharacters(path).some(({ kind }) => kind !== 'control'),
    backslash: path.includes('\\'),
    'trailing-dot-or-space': segments.some((segment) => /[. ]$/.test(segment)),
    'leading-dash': path.startsWith('-'),
    colon: path.includes(':'),
    'not-normalised': path.normalize('NFC') !== path,
    'reserved-name': segments.some((segment) => windowsDevice.test(segment)),
    'git-directory': segments.some(looksLikeGitDirectory),
    traversal: segments.some((segment) => segment === '' || segment === '.' || segment === '..'),
    'too-long': path.length > longestPath || segments.some(({ length }) => length > longestSegment),
  };
  return unusualReasons.filter((reason) => reasons[reason]);
}

const windowsDevice = /^(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?$/i;

/** `.git` to some file system: other case, NTFS short name, ignorable characters in between. */
function looksLikeGitDirectory(segment: string): boolean {
  const folded = segment
    .replace(/\p{Default_Ignorable_Code_Point}/gu, '')
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[. ]+$/, '');
  return folded === '.git' || /^git~\d+$/.test(folded);
}
