import { join } from 'node:path';
import { metadata as daytona } from '../plugins/daytona/metadata.ts';
import { readBudgets } from './budget-inputs.ts';
import type { ConfigFile } from './config-schema.ts';
import {
  createReader,
  type Environment,
  type Problem,
  requireNoProblems,
} from './environment-reader.ts';
import { readCommon, told } from './inputs.ts';
import type { ProposeInputs } from './job-inputs.ts';
import { readModel } from './model-inputs.ts';
import { type ProposeReader, proposeVariables } from './propose-variables.ts';
import { readReviewer } from './reviewer.ts';
import { isTrue, rateOf } from './variable-formats.ts';

/**
 * What the propose job works with. The environment goes before the configuration file; throws
 * `Failure` `misconfigured` with every problem at once, before anything is started.
 */
export function readProposeInputs(environment: Environment, config?: ConfigFile): ProposeInputs {
  const { inputs, problems } = decodePropose(environment, config);
  requireNoProblems(problems);
  return inputs;
}

/** The same, for whoever wants to see the problems; with any, the inputs are of no use. */
export function decodePropose(
  environment: Environment,
  config: ConfigFile | undefined,
): { readonly inputs: ProposeInputs; readonly problems: readonly Problem[] } {
  const reader = createReader(environment, proposeVariables);
  const common = readCommon(reader, config);
  const sandbox = readSandbox(reader);
  const inputs: ProposeInputs = {
    ...common,
    sandbox,
    cloneToken: reader.optional('PATCHPLANE_CLONE_TOKEN'),
    reviewer: readReviewer(environment, (reason) => reader.wrong('AI_REVIEW_PROVIDER', reason)),
    // Nobody who only judges has to have a model.
    ...(common.command === 'review'
      ? noModel
      : readModel(reader, environment, config, { ...common, sandbox })),
    environment: reader.setting('PATCHPLANE_ENVIRONMENT', config?.environment) || undefined,
    allowRawModelKey: isTrue(reader.setting('PATCHPLANE_ALLOW_RAW_MODEL_KEY')),
    part: reader.setting('PATCHPLANE_PART') || undefined,
    candidates:
      Number(reader.setting('PATCHPLANE_CANDIDATES', told(config?.candidates))) || undefined,
    ...readBudgets(reader, config),
    triggers: readTriggers(reader, config),
  };
  return { inputs, problems: reader.problems };
}

const noModel = { agent: { provider: 'none', model: 'none' }, model: { kind: 'none' } } as const;

export function readSandbox(reader: ProposeReader): ProposeInputs['sandbox'] {
  // Without the key, a region or address would quietly become a jail on the runner.
  if (daytona.env.some(({ name }) => reader.has(name)))
    return {
      kind: 'daytona',
      apiKey: reader.required('DAYTONA_API_KEY', 'other variables of Daytona are set'),
      apiUrl: reader.setting('DAYTONA_API_URL'),
      target: reader.setting('DAYTONA_TARGET'),
      snapshot: reader.optional('DAYTONA_SNAPSHOT'),
    };
  const folder = reader.optional('RUNNER_TOOL_CACHE') ?? reader.optional('RUNNER_TEMP');
  const cacheDir = folder ? join(folder, 'patchplane') : join('.patchplane', 'cache');
  return { kind: 'runner', cacheDir };
}

function readTriggers(
  reader: ProposeReader,
  config: ConfigFile | undefined,
): ProposeInputs['triggers'] {
  const bots = reader.setting('PATCHPLANE_ALLOWED_BOTS', config?.allowedBots?.join(','));
  return {
    label: reader.setting('PATCHPLANE_LABEL', config?.label),
    allowedBots: bots.split(',').flatMap((id) => id.trim() || []),
    rate: rateOf(reader.setting('PATCHPLANE_RATE_LIMIT', config?.rateLimit)) ?? {
      runs: 0,
      windowSeconds: 1,
    },
  };
}
