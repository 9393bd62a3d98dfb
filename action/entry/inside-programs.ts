import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Programs of ours that run inside a sandbox. */
export interface InsidePrograms {
  readonly language: 'mts' | 'mjs';
  readonly collector: Uint8Array;
  readonly probe: Uint8Array;
  readonly shim: Uint8Array;
}

/** Beside the source as TypeScript, beside the bundle compiled: the same relative place. */
export function insidePrograms(): InsidePrograms {
  const folder = join(import.meta.dirname, '..', 'inside');
  const language = existsSync(join(folder, 'collect.mjs')) ? 'mjs' : 'mts';
  const read = (name: string): Uint8Array => readFileSync(join(folder, `${name}.${language}`));
  return {
    language,
    collector: read('collect'),
    probe: read('probe'),
    shim: read('shim'),
  };
}
