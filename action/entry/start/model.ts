import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Failure } from '../../domain/failure.ts';
import type { CloudOptions } from '../../embedded/cloud.ts';
import { readCassette } from '../../embedded/model/read-cassette.ts';
import { readAgentModel } from '../../plugins/model-route/agent-model.ts';
import { namingFlag } from './flag-checks.ts';
import type { CassetteFile, Flags } from './flags.ts';

export interface ChosenModel {
  readonly model: CloudOptions['model'];
  readonly note?: string;
}

const cassettes = resolve(import.meta.dirname, '..', '..', '..', 'examples', 'cassettes');

/**
 * The model of this run: a cassette that was named, else the provider of the documented
 * variables, else a scripted conversation that fits the repository.
 */
export async function chooseModel(
  flags: Pick<Flags, 'cassette' | 'repo'>,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<ChosenModel> {
  if (flags.cassette) return { model: await named(flags.cassette) };
  const wanted = readAgentModel({
    provider: environment['PATCHPLANE_AGENT_PROVIDER'],
    model: environment['PATCHPLANE_AGENT_MODEL'],
    keys: environment,
  });
  if (wanted.kind === 'problems') {
    throw new Failure({ code: 'misconfigured', tell: wanted.problems.join(' ') });
  }
  if (wanted.kind === 'upstream') return { model: wanted };
  if (!flags.repo) return { model: ours('fix-pagination') };
  return {
    model: ours('leave-a-note'),
    note: 'No model is configured: a script stands in for the agent and adds one note file, so that you can watch the loop on your repository. For a real agent set PATCHPLANE_AGENT_PROVIDER, PATCHPLANE_AGENT_MODEL and the key.',
  };
}

async function named({ path, text }: CassetteFile): Promise<CloudOptions['model']> {
  const flag = `--cassette ${JSON.stringify(path)}`;
  return { kind: 'cassette', cassette: await namingFlag(flag, () => readCassette(text)) };
}

function ours(name: string): CloudOptions['model'] {
  const text = readFileSync(resolve(cassettes, `${name}.json`), 'utf8');
  return { kind: 'cassette', cassette: readCassette(text) };
}
