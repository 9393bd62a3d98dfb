import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';
import { createProgram } from './cli/program.ts';
import { parseCommandLine } from './command-line.ts';
import { door, exitCodes, requireNode } from './door.ts';

requireNode(22);
await door(async () => {
  let exitCode: number = exitCodes.done;
  // Beside the source and beside the bundle: the same relative place.
  const packageRoot = resolve(import.meta.dirname, '..', '..');
  const program = createProgram(packageRoot, versionIn(packageRoot), (code) => {
    exitCode = code;
  });
  const { help } = await parseCommandLine(program, process.argv.slice(2), 'patchplane --help');
  if (help !== undefined) process.stdout.write(help);
  return exitCode;
});

function versionIn(packageRoot: string): string {
  // A bundler that understands this path would pack every file of that name.
  const text = readFileSync([packageRoot, 'package.json'].join('/'), 'utf8');
  return z.object({ version: z.string() }).parse(JSON.parse(text)).version;
}
