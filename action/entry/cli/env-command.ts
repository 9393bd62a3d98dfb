import type { EnvironmentVariable } from '../../core/services/plugin-metadata.ts';
import { readConfigFile } from '../config-file.ts';
import { coreEnvironment } from '../core-environment.ts';
import { exitCodes } from '../door.ts';
import { given, type Problem } from '../environment-reader.ts';
import { pluginCatalog } from '../plugin-catalog.ts';
import { environmentProblems } from './environment-problems.ts';
import { answer, type Surroundings } from './surroundings.ts';

interface Group {
  readonly title: string;
  readonly variables: readonly EnvironmentVariable[];
}

/** Every variable there is, by who reads it. */
const groups: readonly Group[] = [
  { title: 'PatchPlane itself', variables: coreEnvironment },
  ...pluginCatalog.map(({ id, rung, surfaces, env }) => ({
    title: `${id} (rung ${rung}; ${surfaces.join(', ')})`,
    variables: env,
  })),
].filter(({ variables }) => variables.length > 0);

/** `patchplane env template`: what a person can set, with nothing filled in that is theirs. */
export function envTemplate(surroundings: Surroundings): void {
  const settable = groups
    .map(({ title, variables }) => ({
      title,
      variables: variables.filter(({ setByRunner }) => !setByRunner),
    }))
    .filter(({ variables }) => variables.length > 0);
  const lines = settable.flatMap(({ title, variables }) => [
    `# ${title}`,
    ...variables.flatMap((variable) => [
      `# ${variable.description}${variable.secret ? ' Secret.' : ''}`,
      `${variable.name}=${variable.defaultValue ?? ''}`,
    ]),
    '',
  ]);
  answer(surroundings, settable, lines.slice(0, -1));
}

/** `patchplane env check`: which are there and what is wrong with them; values are never shown. */
export function envCheck(surroundings: Surroundings): number {
  const { environment, folder, json, writeError } = surroundings;
  const problems = environmentProblems(environment, readConfigFile(folder));
  const wrong = new Map(problems.map((problem) => [problem.variable, problem]));
  const variables = groups.flatMap(({ variables }) => variables.map(({ name }) => name));
  const states = variables.map((name) => ({
    name,
    state: stateOf(name, given(environment, name) !== undefined, wrong),
  }));
  const lines = states
    .filter(({ state }) => state !== 'unset')
    .map(({ name, state }) => `${state.padEnd(8)} ${name}`);
  answer(
    surroundings,
    { ok: problems.length === 0, variables: states, problems },
    lines.length > 0 ? lines : ['No variable of PatchPlane is set.'],
  );
  if (problems.length === 0) return exitCodes.done;
  if (!json)
    for (const { variable, reason, fix } of problems) writeError(`${variable} ${reason}. ${fix}`);
  return exitCodes.endedOtherwise;
}

function stateOf(name: string, isSet: boolean, wrong: ReadonlyMap<string, Problem>): string {
  if (!wrong.has(name)) return isSet ? 'set' : 'unset';
  return isSet ? 'wrong' : 'missing';
}
