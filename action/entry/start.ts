import { prepareRunner } from '../embedded/runner/prepare-runner.ts';
import { createRunnerSystem } from '../embedded/runner/runner-system.ts';
import { requireGit, requireSource, type Source } from '../embedded/source.ts';
import { door, exitCodes } from './door.ts';
import { createDisplay } from './start/display.ts';
import { namingFlag } from './start/flag-checks.ts';
import { type Flags, readFlags } from './start/flags.ts';
import { chooseModel } from './start/model.ts';
import { requireFlagsForUs } from './start/npm-flags.ts';
import type { Prepared } from './start/run.ts';
import { createScreen } from './start/screen.ts';

await door(async () => {
  requireFlagsForUs(process.env);
  const from = process.env['PATCHPLANE_CALLED_FROM'] ?? process.cwd();
  const parsed = await readFlags(process.argv.slice(2), from);
  if (parsed.kind === 'help') {
    process.stdout.write(parsed.text);
    return exitCodes.done;
  }
  const prepared = await prepare(parsed.flags);
  // Loaded only now: whoever mistyped a flag is told at once.
  const { run } = await import('./start/run.ts');
  return run(prepared);
});

/** Everything that can be wrong is found here, before anything is started or written. */
async function prepare(flags: Flags): Promise<Prepared> {
  const path = process.env['PATH'] ?? '';
  const screen = createScreen(process.stdout);
  const display = createDisplay(flags.json ? 'json' : 'text', screen, Date.now);
  const source: Source = flags.repo ? { kind: 'repository', path: flags.repo } : { kind: 'sample' };
  const chosen = await chooseModel(flags, process.env);
  requireGit(path);
  await namingFlag('--repo', () => requireSource(source));
  await prepareRunner(createRunnerSystem(path, (text) => display.say(text)));
  return { flags, source, chosen, screen, display };
}
