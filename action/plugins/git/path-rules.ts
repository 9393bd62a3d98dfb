import { Buffer } from 'node:buffer';

// Code points that HFS+ skips when it compares names: `.g\u200cit` opens `.git` on a Mac.
const ignoredOnMac = /[\u200c-\u200f\u202a-\u202e\u206a-\u206f\ufeff]/g;

/**
 * Why a path may not be written, or undefined. git has the last word (what it leaves out of
 * the index is noticed); these rules come first because they can say what is wrong.
 */
export function whyPathRefused(path: Uint8Array, maxBytes: number): string | undefined {
  if (path.length === 0) return 'it is empty';
  if (path.length > maxBytes) return `it is longer than ${maxBytes} bytes`;
  if (path.includes(0)) return 'it holds a NUL byte';
  if (path.includes(0x5c)) return 'it holds a backslash, which Windows reads as a folder';
  return Buffer.from(path).toString('utf8').split('/').map(whyNameRefused).find(Boolean);
}

/** Whether a path names something below its folder, and can be asked about one per NUL. */
export function staysInside(path: Uint8Array): boolean {
  if (path.includes(0)) return false;
  const names = Buffer.from(path).toString('latin1').split('/');
  return names.every((name) => name !== '' && name !== '.' && name !== '..');
}

function whyNameRefused(name: string): string | undefined {
  if (name === '') return 'it starts or ends with a slash, or has two in a row';
  if (name === '.' || name === '..') return 'it leaves its folder';
  if (meansGitFolder(name)) return "a part of it means git's own folder";
  return undefined;
}

/** `.git` as Linux, macOS (case, ignorable code points) and Windows (short name, dots, streams) see it. */
function meansGitFolder(name: string): boolean {
  const folded = name.replace(ignoredOnMac, '').toLowerCase();
  const [stem = ''] = folded.split(':');
  const trimmed = stem.replace(/[. ]+$/, '');
  return trimmed === '.git' || /^git~\d+$/.test(trimmed);
}
