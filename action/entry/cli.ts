import { resolve } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { verifyBundle } from '../core/verify-bundle/verify-bundle.ts';
import { Sha256 } from '../domain/ids.ts';
import { readBundle } from './bundle-folder.ts';
import { parseCommandLine } from './command-line.ts';
import { door, exitCodes, requireNode } from './door.ts';
import { oneLine } from './one-line.ts';

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
    .action((folder: string, options: { head?: string; json?: boolean }) => {
      exitCode = verify(resolve(folder), options);
    });
  const { help } = await parseCommandLine(program, process.argv.slice(2), 'patchplane --help');
  if (help !== undefined) process.stdout.write(help);
  return exitCode;
});

function readHead(text: string): string {
  const head = Sha256.safeParse(text.toLowerCase());
  if (head.success) return head.data;
  throw new InvalidArgumentError('It needs the 64 hexadecimal digits of a SHA-256.');
}

function verify(folder: string, { head, json }: { head?: string; json?: boolean }): number {
  const found = verifyBundle(readBundle(folder));
  const verdict =
    found.holds && head !== undefined && head !== found.head
      ? { holds: false as const, because: `its head is ${found.head}, not the one you gave` }
      : found;
  if (json) process.stdout.write(`${JSON.stringify(verdict)}\n`);
  else if (verdict.holds) {
    process.stdout.write(
      `Holds: ${verdict.runId} is ${verdict.state}, ${verdict.items} pieces of evidence, ${verdict.events} events, head ${verdict.head}\n`,
    );
  }
  if (verdict.holds) return exitCodes.done;
  if (!json) process.stderr.write(`Does not hold: ${oneLine(verdict.because)}\n`);
  return exitCodes.endedOtherwise;
}
