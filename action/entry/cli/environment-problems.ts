import type { ConfigFile } from '../config-schema.ts';
import { type Environment, given, type Problem } from '../environment-reader.ts';
import { pluginCatalog } from '../plugin-catalog.ts';
import { decodePropose } from '../propose-inputs.ts';
import { decodePublish } from '../publish-inputs.ts';

/** Whether this is a job of GitHub Actions, where the runner's variables must be there. */
export function isInJob(environment: Environment): boolean {
  return given(environment, 'GITHUB_ACTIONS') === 'true';
}

/** What either job would refuse; on a person's own machine without what only a runner sets. */
export function environmentProblems(
  environment: Environment,
  config: ConfigFile | undefined,
): readonly Problem[] {
  const all = [
    ...decodePropose(environment, config).problems,
    ...decodePublish(environment, config).problems,
  ];
  const once = all.filter(
    ({ variable }, index) => all.findIndex((other) => other.variable === variable) === index,
  );
  if (isInJob(environment)) return once;
  return once.filter(
    ({ variable }) => !runnersOwn.has(variable) || given(environment, variable) !== undefined,
  );
}

const runnersOwn: ReadonlySet<string> = new Set([
  'GITHUB_TOKEN',
  ...pluginCatalog.flatMap(({ env }) =>
    env.filter(({ setByRunner }) => setByRunner).map(({ name }) => name),
  ),
]);
