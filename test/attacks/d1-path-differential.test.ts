import { Buffer } from 'node:buffer';
import { mkdirSync, writeFileSync } from 'node:fs';
import { afterEach, expect, it } from 'vitest';
import type { TreePath } from '../../action/domain/candidate-patch-set.ts';
import { printablePath } from '../../action/domain/path-bytes.ts';
import {
  type CaptureScratch,
  candidateOf,
  createCaptureScratch,
} from '../core/capture/capture-scratch.ts';
import { acceptedPaths } from '../fixtures/hostile-paths.ts';

const scratches: CaptureScratch[] = [];
afterEach(() => {
  for (const scratch of scratches.splice(0)) scratch.remove();
});

function scratch(): CaptureScratch {
  const made = createCaptureScratch({ base: 'b\n' });
  scratches.push(made);
  return made;
}

it('[D1] every hostile name that is written is among the changes, and nothing else is', async () => {
  const made = scratch();
  for (const { path } of acceptedPaths)
    writeAt(made.workspace, path, `content of ${path.length}\n`);

  const { set } = candidateOf(await made.capture());

  const found = set.changes.map(({ path }) => Buffer.from(bytesOf(path)).toString('hex'));
  const meant = acceptedPaths.map(({ path }) => Buffer.from(path).toString('hex'));
  expect(acceptedPaths.length).toBeGreaterThanOrEqual(60);
  expect(new Set(found)).toEqual(new Set(meant));
  expect(found).toHaveLength(meant.length);
});

it('[D1] the patch of all of them is what an ordinary clone computes, and applies again', async () => {
  const made = scratch();
  const trusted = await made.open();
  const written = acceptedPaths.map(({ path }, index) => ({
    path,
    mode: index % 2 === 0 ? ('100644' as const) : ('100755' as const),
    // Empty files and mode changes have no ---/+++ lines: only the header names them.
    content: Buffer.from(index % 3 === 0 ? '' : `content\r\n${index}`),
  }));

  const derivation = await trusted.derive({ written, deleted: [] });

  if (derivation.kind === 'refused') throw new Error(derivation.because);
  const { derived } = derivation;
  expect(Buffer.compare(derived.patch, made.independentPatch(derived.resultTree))).toBe(0);
  expect(await trusted.applyPatch(derived.patch)).toEqual(derivation);
  await trusted.close();
});

it.each(acceptedPaths)('[D1] $about: printed, it is one quoted line of ASCII', ({ path }) => {
  expect(printablePath(path)).toMatch(/^"[\x20-\x7e]{1,220}"$/);
});

function writeAt(folder: string, path: Uint8Array, content: string): void {
  const target = Buffer.concat([Buffer.from(`${folder}/`), path]);
  mkdirSync(target.subarray(0, target.lastIndexOf('/')), { recursive: true });
  writeFileSync(target, content);
}

function bytesOf(path: TreePath): Uint8Array {
  return typeof path === 'string' ? Buffer.from(path) : Buffer.from(path.base64, 'base64');
}
