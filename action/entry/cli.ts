import { resolve } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { parseCommandLine } from './command-line.ts';
import { door, exitCodes, requireNode } from './door.ts';
import type { VerifyOptions } from './verify-command.ts';

requireNode(22);
await door(async () => {
  let exitCode: number = exitCodes.done;
  const program = new Command('patchplane').description('Change control for AI patches.');
  program
    .command('verify')
    .description('recompute every digest of a run bundle and its chain, offline')
    .argument('<bundle>', 'folder of a run, as in .patchplane/state/runs/<run>')
    .option('--head <sha256>', 'the provenance head that you know from elsewhere', readHead)
    .option('--json', 'answer as JSON')
    .action(async (folder: string, options: VerifyOptions) => {
      // Help and mistakes do not pay for loading what checks a bundle.
      const { verify } = await import('./verify-command.ts');
      exitCode = verify(resolve(folder), options);
    });
  const { help } = await parseCommandLine(program, process.argv.slice(2), 'patchplane --help');
  if (help !== undefined) process.stdout.write(help);
  return exitCode;
});

function readHead(text: string): string {
  const head = text.toLowerCase();
  if (/^[0-9a-f]{64}$/.test(head)) return head;
  throw new InvalidArgumentError('It needs the 64 hexadecimal digits of a SHA-256.');
}
