import { resolve } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import type { DoctorOptions } from './doctor-command.ts';
import type { InitOptions } from './init-command.ts';
import { profileNames } from './init-profiles.ts';
import { reviewProgram } from './review-options.ts';
import { type GlobalOptions, type Surroundings, surroundingsOf } from './surroundings.ts';

type Ended = (exitCode: number) => void;
type Surround = (command: Command) => Surroundings;

/** Every command, with what it does loaded only when it is asked for. */
export function createProgram(packageRoot: string, version: string, ended: Ended): Command {
  const surround: Surround = (command) =>
    surroundingsOf(command.optsWithGlobals<GlobalOptions>(), packageRoot);
  const program = new Command('patchplane')
    .description('Change control for AI patches.')
    .version(version)
    .option('--json', 'answer as JSON')
    .option('--cwd <folder>', 'work in this folder instead of the current one')
    .option('--no-color', 'no colours');
  addVerify(program, surround, ended);
  addPolicy(program, surround, ended);
  addReplay(program, surround, ended);
  addInit(program, surround);
  addDoctor(program, surround, ended);
  addEnv(program, surround, ended);
  addPlugins(program, surround);
  program.addCommand(reviewProgram(surround, ended));
  return program;
}

function addVerify(program: Command, surround: Surround, ended: Ended): void {
  program
    .command('verify')
    .description('recompute every digest of a run bundle and its chain, offline')
    .argument('<bundle>', 'folder of a run, as in .patchplane/state/runs/<run>')
    .option('--head <sha256>', 'the provenance head that you know from elsewhere', readHead)
    .option(
      '--keys <file>',
      'pinned keys (.github/patchplane-keys.json): the decision has to be signed',
    )
    .action(async (bundle: string, given: { head?: string; keys?: string }, command: Command) => {
      const { folder, json } = surround(command);
      const { verify } = await import('../verify-command.ts');
      const keys = given.keys === undefined ? {} : { keys: resolve(folder, given.keys) };
      const head = given.head === undefined ? {} : { head: given.head };
      ended(await verify(resolve(folder, bundle), { json, ...head, ...keys }));
    });
}

function addPolicy(program: Command, surround: Surround, ended: Ended): void {
  const policy = program.command('policy').description('what policy said, and why');
  policy
    .command('explain')
    .description('rule by rule, why a sealed run got its verdict')
    .argument('<bundle>', 'folder of a run, as in .patchplane/state/runs/<run>')
    .action(async (bundle: string, _options: object, command: Command) => {
      const surroundings = surround(command);
      const { explainBundle } = await import('./policy-command.ts');
      ended(explainBundle(surroundings, resolve(surroundings.folder, bundle)));
    });
}

function addReplay(program: Command, surround: Surround, ended: Ended): void {
  program
    .command('replay')
    .description('judge a sealed run again, and say whether its verdict comes out again')
    .argument('<bundle>', 'folder of a run, as in .patchplane/state/runs/<run>')
    .option('--repo <path>', 'a clone that holds the base: then the checks run again, too')
    .action(async (bundle: string, { repo }: { repo?: string }, command: Command) => {
      const surroundings = surround(command);
      const { folder } = surroundings;
      const { replayBundle } = await import('./replay-command.ts');
      const repository = repo === undefined ? undefined : resolve(folder, repo);
      ended(await replayBundle(surroundings, resolve(folder, bundle), repository));
    });
}

function addInit(program: Command, surround: Surround): void {
  program
    .command('init')
    .description('write the workflow and the configuration; what is there is kept')
    .addOption(
      new Option('--profile <rung>', 'which accounts there are')
        .choices(profileNames)
        .default('github'),
    )
    .option('--dry-run', 'say what would be written, write nothing')
    .option('--force', 'replace what is there')
    .action(async (options: InitOptions, command: Command) => {
      const { init } = await import('./init-command.ts');
      init(surround(command), options);
    });
}

function addDoctor(program: Command, surround: Surround, ended: Ended): void {
  program
    .command('doctor')
    .description('what is set up and what is not, with the fix')
    .option('--offline', 'make no connection')
    .option('--github-readiness', "fail where the repository's protection can not be checked")
    .option('--gitlab-readiness', 'look at what a job for a merge request needs')
    .option(
      '--semantic-readiness',
      'fail where there is no model that answers, of the loop or of reviews',
    )
    .action(async (options: DoctorOptions, command: Command) => {
      const [{ doctor }, { createInstruments }] = await Promise.all([
        import('./doctor-command.ts'),
        import('./instruments.ts'),
      ]);
      const surroundings = surround(command);
      ended(await doctor(surroundings, options, createInstruments(surroundings.environment)));
    });
}

function addEnv(program: Command, surround: Surround, ended: Ended): void {
  const env = program.command('env').description('the variables that PatchPlane reads');
  env
    .command('template')
    .description('every variable that you can set, with nothing filled in')
    .action(async (_options: object, command: Command) => {
      const { envTemplate } = await import('./env-command.ts');
      envTemplate(surround(command));
    });
  env
    .command('check')
    .description('which are set, which are missing or wrong; never their values')
    .action(async (_options: object, command: Command) => {
      const { envCheck } = await import('./env-command.ts');
      ended(envCheck(surround(command)));
    });
}

function addPlugins(program: Command, surround: Surround): void {
  const plugins = program.command('plugins').description('what PatchPlane is made of');
  plugins
    .command('list')
    .description('every plugin, with the rung that it belongs to')
    .action(async (_options: object, command: Command) => {
      const { listPlugins } = await import('./plugins-command.ts');
      listPlugins(surround(command));
    });
  plugins
    .command('explain')
    .description('what one plugin does and needs')
    .argument('<id>', 'as in the list')
    .action(async (id: string, _options: object, command: Command) => {
      const { explainPlugin } = await import('./plugins-command.ts');
      explainPlugin(surround(command), id);
    });
}

function readHead(text: string): string {
  const head = text.toLowerCase();
  if (/^[0-9a-f]{64}$/.test(head)) return head;
  throw new InvalidArgumentError('It needs the 64 hexadecimal digits of a SHA-256.');
}
