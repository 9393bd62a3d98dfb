import { repositoryConfigPath } from '../domain/repository-config.ts';
import type { ConfigFile } from './config-schema.ts';
import { type Environment, given } from './environment-reader.ts';
import { placeOf, readJobConfig } from './job-config.ts';

const modelVariable = 'PATCHPLANE_AGENT_MODEL';

/**
 * A job's configuration, for one that may run an agent. Where neither environment nor configuration file
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
