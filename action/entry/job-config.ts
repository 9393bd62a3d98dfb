import { repositoryConfigPath } from '../domain/repository-config.ts';
import type { GitHubOptions } from '../plugins/github/client.ts';
import { metadata as github } from '../plugins/github/metadata.ts';
import { type ConfigFile, configFileName } from './config-schema.ts';
import { createReader, type Environment, given } from './environment-reader.ts';

/**
 * The configuration that a job works with: `patchplane.config.json` of the default branch, by
 * the forge's word, so that no pull request configures its own run. Undefined where there is
 * none, or where the environment does not even name the repository (whoever reads that tells).
 * A forge that does not answer throws: the kill switch may be in there.
 */
export async function readJobConfig(environment: Environment): Promise<ConfigFile | undefined> {
  const place = placeOf(environment);
  return place && (await readConfigOn(place.access, place.repository));
}

/**
 * The same for a job that may run an agent. Where neither environment nor configuration file
 * names a model, `.github/patchplane.yml` of the default branch does. One that can not be used
 * names none: the run itself reads it again from its base, and refuses with what is wrong.
 */
export async function readProposeConfig(environment: Environment): Promise<ConfigFile | undefined> {
  const place = placeOf(environment);
  const config = await readJobConfig(environment);
  const isNamed = config?.agent?.model !== undefined || given(environment, modelVariable);
  if (!place || isNamed) return config;
  const [{ readDefaultBranchFile }, { parseRepositoryConfig }] = await Promise.all([
    import('../plugins/github/default-branch-file.ts'),
    import('../core/workflows/provision/parse-repository-config.ts'),
  ]);
  const { access, repository } = place;
  const text = await readDefaultBranchFile(access, repository, repositoryConfigPath);
  if (text === undefined) return config;
  const parsed = parseRepositoryConfig(new TextEncoder().encode(text));
  const { provider, model } = parsed.kind === 'good' ? (parsed.config.agent ?? {}) : {};
  if (model === undefined) return config;
  const agent = { ...config?.agent, model, ...(provider === undefined ? {} : { provider }) };
  return { version: 1, ...config, agent };
}

const modelVariable = 'PATCHPLANE_AGENT_MODEL';

function placeOf(environment: Environment) {
  const reader = createReader(environment, github.env);
  const token = reader.optional('GITHUB_TOKEN');
  const [owner, name] = reader.optional('GITHUB_REPOSITORY')?.split('/') ?? [];
  const apiUrl = reader.setting('GITHUB_API_URL');
  if (!token || !owner || !name || reader.problems.length > 0) return undefined;
  return { access: { token, apiUrl }, repository: { owner, name } };
}

/** The same, for whoever knows the repository already. */
export async function readConfigOn(
  access: GitHubOptions,
  repository: { readonly owner: string; readonly name: string },
): Promise<ConfigFile | undefined> {
  const [{ readDefaultBranchFile }, { parseConfig }] = await Promise.all([
    import('../plugins/github/default-branch-file.ts'),
    import('./config-file.ts'),
  ]);
  const text = await readDefaultBranchFile(access, repository, configFileName);
  return text === undefined ? undefined : parseConfig(text);
}
