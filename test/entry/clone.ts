import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..', '..');
const brought = `node-${process.platform}-${process.arch}`;

/** Puts into a folder what `npm start` needs there, with the start door of this checkout. */
export function makeClone(folder: string): void {
  mkdirSync(join(folder, 'action', 'entry'), { recursive: true });
  for (const name of ['package.json', 'package-lock.json', 'action/entry/bring.mjs'])
    copyFileSync(join(root, name), join(folder, name));
  symlinkSync(join(root, 'action/entry/start.ts'), join(folder, 'action/entry/start.ts'));
}

/** As `npm start` leaves it the first time. */
export function installClone(folder: string): void {
  bringNode(folder);
  const lock = readFileSync(join(folder, 'package-lock.json'));
  writeFileSync(
    join(folder, 'node_modules', '.patchplane-installed'),
    createHash('sha256').update(lock).digest('hex'),
  );
}

function bringNode(folder: string): void {
  mkdirSync(join(folder, 'node_modules', brought, 'bin'), { recursive: true });
  symlinkSync(process.execPath, join(folder, 'node_modules', brought, 'bin', 'node'));
}

/** An npm that writes down what it was asked, is noisy, and installs a Node; returns its path. */
export function fakeNpm(folder: string, work: 'installs' | 'fails' | 'hangs'): string {
  const bin = join(folder, 'node_modules', brought, 'bin');
  const works = {
    installs: `mkdirSync(${JSON.stringify(bin)}, { recursive: true });
symlinkSync(${JSON.stringify(process.execPath)}, ${JSON.stringify(join(bin, 'node'))});`,
    fails: 'process.exitCode = 7;',
    hangs: 'setInterval(() => {}, 1_000);',
  };
  const path = join(folder, `npm-that-${work}.cjs`);
  writeFileSync(
    path,
    `const { appendFileSync, mkdirSync, symlinkSync } = require('node:fs');
appendFileSync('asked.txt', process.argv.slice(2).join(' ') + '\\n');
console.log('added 371 packages');
${works[work]}
`,
  );
  return path;
}
