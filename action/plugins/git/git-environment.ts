import { Buffer } from 'node:buffer';

/** The transports that may be used; everything else (ssh, ext, git, file) is off. */
export type Transport = 'https' | 'http' | 'file';

/** Where common systems keep git. Fixed, so that nobody's PATH decides which git is believed. */
const systemPath = '/usr/local/bin:/usr/bin:/bin:/opt/homebrew/bin';

/**
 * The whole environment of a git process: nothing is inherited, so no variable, user
 * configuration, system configuration or template of the machine can change an answer.
 */
export function gitEnvironment(place: {
  readonly gitDir: string;
  readonly home: string;
  readonly transports: readonly Transport[];
  readonly path?: string | undefined;
  readonly settings?: readonly GitSetting[];
}): Readonly<Record<string, string>> {
  return {
    PATH: place.path ?? systemPath,
    HOME: place.home,
    LANG: 'C',
    LC_ALL: 'C',
    GIT_DIR: place.gitDir,
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_ATTR_NOSYSTEM: '1',
    GIT_TERMINAL_PROMPT: '0',
    GIT_NO_REPLACE_OBJECTS: '1',
    GIT_OPTIONAL_LOCKS: '0',
    ...configVariables([
      ...steadyConfig,
      ...transportConfig(place.transports),
      ...(place.settings ?? []),
    ]),
  };
}

/**
 * The token as a setting for the one call that talks to the forge. It is in the environment
 * of that process only: not on its command line, where the machine could list it, and not in
 * a file, where it would stay. Bound to the origin, so that another host never sees it.
 */
export function tokenSetting(url: string, token: string): GitSetting {
  const credentials = Buffer.from(`x-access-token:${token}`).toString('base64');
  return [`http.${new URL(url).origin}/.extraHeader`, `Authorization: Basic ${credentials}`];
}

type GitSetting = readonly [key: string, value: string];

const steadyConfig: readonly GitSetting[] = [
  // Nothing but git itself runs.
  ['core.hooksPath', '/dev/null'],
  ['core.fsmonitor', 'false'],
  ['credential.helper', ''],
  ['gc.auto', '0'],
  ['maintenance.auto', 'false'],
  // No attributes and ignore rules but those that we hand over.
  ['core.attributesFile', '/dev/null'],
  ['core.excludesFile', '/dev/null'],
  // Names that mean `.git` on a Mac or on Windows are refused here as well.
  ['core.protectHFS', 'true'],
  ['core.protectNTFS', 'true'],
  // What comes over the wire is checked, and it comes from where we asked.
  ['transfer.fsckObjects', 'true'],
  ['fetch.fsckObjects', 'true'],
  ['fetch.recurseSubmodules', 'false'],
  ['submodule.recurse', 'false'],
  ['fetch.unpackLimit', '1'],
  ['http.followRedirects', 'false'],
  ['http.lowSpeedLimit', '1000'],
  ['http.lowSpeedTime', '30'],
];

function transportConfig(transports: readonly Transport[]): readonly GitSetting[] {
  return [
    ['protocol.allow', 'never'],
    ...transports.map((name): GitSetting => [`protocol.${name}.allow`, 'always']),
  ];
}

function configVariables(settings: readonly GitSetting[]): Record<string, string> {
  const variables: Record<string, string> = { GIT_CONFIG_COUNT: String(settings.length) };
  for (const [index, [key, value]] of settings.entries()) {
    variables[`GIT_CONFIG_KEY_${index}`] = key;
    variables[`GIT_CONFIG_VALUE_${index}`] = value;
  }
  return variables;
}
