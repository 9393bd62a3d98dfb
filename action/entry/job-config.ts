import type { GitHubOptions } from '../plugins/github/client.ts';
import { metadata as github } from '../plugins/github/metadata.ts';
import { type ConfigFile, configFileName } from './config-schema.ts';
import { createReader, type Environment } from './environment-reader.ts';

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

/** Where this job's repository is; undefined where the environment does not say. */
export function placeOf(environment: Environment) {
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
