import { readFileSync } from 'node:fs';
import { join } from 'node:path';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The registry that the user's npm is set to, as npm reads it: its variable, then the user's
 * own file. Undefined where neither names one, or that needs more than reading a line (a
 * variable in it, a token): npm itself is asked then. A checkout's `.npmrc` has no say.
 */
export function registryOf(
  environment: Environment,
  readText: (path: string) => string | undefined = readIfThere,
): string | undefined {
  const said =
    environment['npm_config_registry'] ??
    environment['NPM_CONFIG_REGISTRY'] ??
    registryIn(readText(userConfig(environment)) ?? '');
  if (said === undefined || !URL.canParse(said)) return undefined;
  const { protocol, username, password } = new URL(said);
  const plain = /^https?:$/.test(protocol) && `${username}${password}` === '';
  return plain && !said.includes('$') ? said.replace(/\/*$/, '/') : undefined;
}

/** Where npm registries keep tarballs: `<registry>/@scope/name/-/name-1.2.3.tgz`. */
export function tarballUrl(
  registry: string,
  { name, version }: { readonly name: string; readonly version: string },
): string {
  const short = name.slice(name.indexOf('/') + 1);
  return new URL(`${name}/-/${short}-${version}.tgz`, registry).href;
}

function registryIn(npmrc: string): string | undefined {
  const [, value] = /^[ \t]*registry[ \t]*=[ \t]*(.+?)[ \t]*$/m.exec(npmrc) ?? [];
  return value?.replace(/^(["'])(.*)\1$/, '$2');
}

function userConfig(environment: Environment): string {
  return (
    environment['npm_config_userconfig'] ??
    environment['NPM_CONFIG_USERCONFIG'] ??
    join(environment['HOME'] ?? '/', '.npmrc')
  );
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
