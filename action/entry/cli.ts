import { resolve } from 'node:path';
import { Command, CommanderError } from 'commander';
import { visible } from '../core/report/untrusted-text.ts';
import { verifyBundle } from '../core/verify-bundle/verify-bundle.ts';
import { Failure } from '../domain/failure.ts';
import { readBundle } from './bundle-folder.ts';
import { door, exitCodes, requireNode } from './door.ts';

requireNode(22);
await door(async () => {
  let exitCode: number = exitCodes.done;
  const program = new Command('patchplane')
    .description('Change control for AI patches.')
    .exitOverride()
    .configureOutput({ writeErr: () => undefined });
  program
    .command('verify')
    .description('recompute every digest of a run bundle and its chain, offline')
    .argument('<bundle>', 'folder of a run, as in .patchplane/state/runs/<run>')
    .option('--head <sha256>', 'the provenance head that you know from elsewhere')
    .option('--json', 'answer as JSON')
    .action((folder: string, options: { head?: string; json?: boolean }) => {
      exitCode = verify(resolve(folder), options);
    });
  try {
    await program.parseAsync();
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return exitCodes.done;
    const tell = `${error.message
      .replace(/^error: /, '')
      .split('\n')
      .join(' ')}. See patchplane --help.`;
    throw new Failure({ code: 'misconfigured', tell });
  }
  return exitCode;
});

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
  if (!json) process.stderr.write(`Does not hold: ${visible(verdict.because)}\n`);
  return exitCodes.endedOtherwise;
}
