import { existsSync, lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseRepositoryConfig } from '../../core/workflows/provision/parse-repository-config.ts';
import { Failure } from '../../domain/failure.ts';
import { repositoryConfigPath } from '../../domain/repository-config.ts';
import { readConfigFile } from '../config-file.ts';
import { type ConfigFile, configFileName } from '../config-schema.ts';
import { type Environment, given } from '../environment-reader.ts';
import type { ProposeInputs } from '../job-inputs.ts';
import { pluginCatalog } from '../plugin-catalog.ts';
import { rungOf } from '../rung.ts';
import { type Check, green, red, skipped } from './check.ts';
import { environmentProblems, isInJob } from './environment-problems.ts';
import { isForReviews } from './review-checks.ts';

export function checkConfig(folder: string): {
  readonly check: Check;
  readonly config: ConfigFile | undefined;
} {
  try {
    const config = readConfigFile(folder);
    const detail = config ? `${configFileName} is good` : `no ${configFileName}; defaults count`;
    return { check: green('config', detail), config };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const fix = `Mend ${configFileName}; its description is action/schema/patchplane.config.schema.json.`;
    return { check: red('config', error.tell, fix), config: undefined };
  }
}

/**
 * `.github/patchplane.yml` as it lies in this folder. A run reads it from the base commit, so this
 * is what it will read once the file is on the default branch.
 */
export function checkRepositoryConfig(folder: string): Check {
  const found = lookFor(join(folder, '.github'));
  if (found.length === 0)
    return green('repository', `no ${repositoryConfigPath}; checks are guessed from the base`);
  const other = found.find((name) => `.github/${name}` !== repositoryConfigPath);
  const fix = `Mend ${repositoryConfigPath}; its description is action/schema/patchplane.yml.schema.json.`;
  if (other) return red('repository', `.github/${other} is not read`, `Rename it: ${fix}`);
  const bytes = readRegular(join(folder, repositoryConfigPath));
  if (!bytes) return red('repository', `${repositoryConfigPath} is not a regular file`, fix);
  const parsed = parseRepositoryConfig(bytes);
  return parsed.kind === 'wrong'
    ? red('repository', parsed.because, fix)
    : green('repository', `${repositoryConfigPath} is good`);
}

function lookFor(folder: string): readonly string[] {
  return existsSync(folder)
    ? readdirSync(folder).filter((name) => /^patchplane\.ya?ml$/i.test(name))
    : [];
}

function readRegular(path: string): Uint8Array | undefined {
  return lstatSync(path).isFile() ? readFileSync(path) : undefined;
}

/** The accounts in this environment, and the rung that they make. */
export function checkEnvironment(
  environment: Environment,
  config: ConfigFile | undefined,
  inputs: ProposeInputs,
): readonly Check[] {
  if (!isInJob(environment) && isForReviews(environment))
    return [
      skipped(
        'environment',
        'this place is for reviews; the accounts of the loop are not looked at',
      ),
    ];
  if (!isInJob(environment) && !hasAccounts(environment))
    return [
      skipped(
        'environment',
        'no account here (rung 0: npm start needs none); run doctor as `command: doctor` in a workflow to see what a job gets',
      ),
    ];
  const problems = environmentProblems(environment, config);
  if (problems.length > 0)
    return problems.map(({ variable, reason, fix }) =>
      red('environment', `${variable} ${reason}`, fix),
    );
  const { level, lines } = rungOf(inputs);
  return [
    green('environment', `complete for rung ${level}`),
    ...lines.map((line) => skipped('environment', line)),
  ];
}

export function checkKillSwitch({ killSwitch }: Pick<ProposeInputs, 'killSwitch'>): Check {
  return killSwitch === undefined
    ? green('kill-switch', 'not thrown')
    : red(
        'kill-switch',
        `thrown by ${killSwitch}: nothing runs`,
        'Take it back when you are sure.',
      );
}

/**
 * What an agent holds to reach its model, ranked: a grant ends with its run and its budget, a
 * secret of the organisation only with its sandbox, and a key not at all.
 */
export function checkModelKey({
  allowRawModelKey,
  model,
  sandbox,
}: Pick<ProposeInputs, 'allowRawModelKey' | 'model' | 'sandbox'>): readonly Check[] {
  if (model.kind === 'none') return [];
  if (model.kind === 'organization-secret')
    return [
      green(
        'model-key',
        "second of three: a secret of the Daytona organisation; the agent can not read the provider's key, and no budget of ours stops its use. A model route would",
      ),
    ];
  if (allowRawModelKey && model.kind === 'key' && sandbox.kind === 'daytona')
    return [
      red(
        'model-key',
        "last of three: the provider's own key goes into the sandbox, where the agent can read it and take it along",
        'Use a model route: PATCHPLANE_MODEL_ROUTE_URL, such as /api/model of the approval app. Or a secret of the Daytona organisation: PATCHPLANE_DAYTONA_MODEL_SECRET. Then take PATCHPLANE_ALLOW_RAW_MODEL_KEY back. Until then use a key with a spending limit.',
      ),
    ];
  return hasNoModel(model)
    ? []
    : [green('model-key', 'first of three: each run gets a grant with a budget and an end')];
}

/** Where nothing is configured, the inputs hold a model without a name. */
function hasNoModel(model: ProposeInputs['model']): boolean {
  return model.kind === 'key' && model.upstream.model === '';
}

/** A review on a laptop needs no account of PatchPlane's, and GitHub's variables come by themselves. */
const noAccounts: ReadonlySet<string> = new Set(['github', 'review-model', 'gitlab']);

/** Whether anything is set that somebody must have set on purpose. */
function hasAccounts(environment: Environment): boolean {
  return pluginCatalog.some(({ id, env }) =>
    env.some(
      ({ name, setByRunner }) =>
        !noAccounts.has(id) && !setByRunner && given(environment, name) !== undefined,
    ),
  );
}
