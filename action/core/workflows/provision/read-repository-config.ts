import { RepositoryConfig, repositoryConfigPath } from '../../../domain/repository-config.ts';
import type { TrustedRepository } from '../../services/source-control-service.ts';
import type { ParsedConfig } from './parse-repository-config.ts';

export type ReadConfig =
  /** `written` is false where the base has no such file: the defaults count then. */
  | { readonly kind: 'good'; readonly config: RepositoryConfig; readonly written: boolean }
  | Extract<ParsedConfig, { readonly kind: 'wrong' }>;

/**
 * The configuration of the frozen base, as the trusted side holds it; no work tree, no sandbox
 * and no candidate is asked. A file that is there but can not be used is never taken for none:
 * neither a link, nor one under a name that somebody may have meant to be this.
 */
export async function readRepositoryConfig(
  base: Pick<TrustedRepository, 'listBase' | 'readBaseFile'>,
): Promise<ReadConfig> {
  const files = await base.listBase();
  const names = files.map(({ path, mode }) => ({ path: new TextDecoder().decode(path), mode }));
  const alike = names.filter(({ path }) => meant.test(path));
  const other = alike.find(({ path }) => path !== repositoryConfigPath);
  if (other)
    return wrong(`the base has ${other.path}, which is not read; rename it or take it out`);
  const [file] = alike;
  if (!file)
    return { kind: 'good', config: RepositoryConfig.parse({ version: 1 }), written: false };
  const content = file.mode.startsWith('100')
    ? await base.readBaseFile(repositoryConfigPath)
    : undefined;
  if (!content) return wrong('it is not a regular file; put the file itself there');
  // The parser is as large as a door: only a repository that has such a file waits for it.
  const { parseRepositoryConfig } = await import('./parse-repository-config.ts');
  const parsed = parseRepositoryConfig(content);
  return parsed.kind === 'good' ? { ...parsed, written: true } : parsed;
}

const meant = /^\.github\/patchplane\.ya?ml$/i;

function wrong(because: string): ReadConfig {
  return {
    kind: 'wrong',
    because: `${repositoryConfigPath} can not be used, so nothing runs: ${because}.`,
  };
}
