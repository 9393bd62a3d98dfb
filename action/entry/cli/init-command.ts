import { existsSync, lstatSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Failure } from '../../domain/failure.ts';
import { pluginCatalog } from '../plugin-catalog.ts';
import { filesOf, ignored, type WantedFile } from './init-files.ts';
import { type ProfileName, profiles } from './init-profiles.ts';
import { answer, type Surroundings } from './surroundings.ts';

export interface InitOptions {
  readonly profile: ProfileName;
  readonly dryRun?: boolean;
  readonly force?: boolean;
}

interface Outcome {
  readonly path: string;
  readonly status: 'written' | 'kept' | 'replaced';
}

/** `patchplane init`: writes what is not there yet and keeps what is. */
export function init(surroundings: Surroundings, options: InitOptions): void {
  const { folder, packageRoot } = surroundings;
  const { profile, dryRun = false } = options;
  const files = [
    ...filesOf(profile, packageRoot).map((file) => put(folder, file, options)),
    ignore(folder, dryRun),
  ];
  if (!dryRun)
    for (const name of ['logs', 'cache', 'state'])
      mkdirSync(join(folder, '.patchplane', name), { recursive: true });
  const settings = settingsOf(profile);
  answer(surroundings, { profile, dryRun, files, settings }, [
    ...files.map(({ path, status }) => `${dryRun ? 'would be ' : ''}${status}: ${path}`),
    '',
    'Next, in the repository on GitHub:',
    "  the model's key: gh secret set ANTHROPIC_API_KEY (or that of the provider you choose)",
    ...settings.map(({ name, secret }) => `  gh ${secret ? 'secret' : 'variable'} set ${name}`),
    ...profiles[profile].environments.map(
      (name) =>
        `  the jobs run in the environment ${name}: keep its secrets there, with --env ${name}`,
    ),
    '  what is still open: patchplane doctor --github-readiness',
  ]);
}

function put(
  folder: string,
  { path, content }: WantedFile,
  { force = false, dryRun = false }: InitOptions,
): Outcome {
  const file = join(folder, path);
  const there = lstatSync(file, { throwIfNoEntry: false });
  if (there?.isDirectory()) throw inTheWay(path);
  if (there && !force) return { path, status: 'kept' };
  if (!dryRun) {
    mkdirSync(dirname(file), { recursive: true });
    // A link is replaced, never followed: what it leads to is not ours.
    rmSync(file, { force: true });
    writeFileSync(file, content, { flag: 'wx' });
  }
  return { path, status: there ? 'replaced' : 'written' };
}

/** Adds the one line to what is there. */
function ignore(folder: string, dryRun: boolean): Outcome {
  const path = '.gitignore';
  const file = join(folder, path);
  const before = existsSync(file) ? readFileSync(file, 'utf8') : '';
  if (/^\/?\.patchplane\/?\s*$/m.test(before)) return { path, status: 'kept' };
  const gap = before === '' || before.endsWith('\n') ? '' : '\n';
  if (!dryRun) writeFileSync(file, `${before}${gap}${ignored}\n`);
  return { path, status: 'written' };
}

/** What a person has to set for this profile, besides the model's key. */
function settingsOf(profile: ProfileName): readonly { name: string; secret: boolean }[] {
  const wanted: readonly string[] = profiles[profile].plugins;
  return pluginCatalog
    .filter(({ id }) => wanted.includes(id))
    .flatMap(({ env }) => env)
    .filter(({ required, setByRunner }) => required && !setByRunner)
    .map(({ name, secret }) => ({ name, secret }));
}

function inTheWay(path: string): Failure {
  return new Failure({
    code: 'misconfigured',
    tell: `${path} is a folder here, and a file is wanted there. Move it away.`,
  });
}
