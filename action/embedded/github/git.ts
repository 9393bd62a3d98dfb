import { spawn } from 'node:child_process';

interface GitOptions {
  readonly input?: Uint8Array | string;
  readonly env?: Readonly<Record<string, string>>;
}

interface GitResult {
  readonly code: number;
  readonly stdout: Buffer;
  readonly stderr: string;
}

/** Git in one directory, by argument vector. `run` reports any exit code, the others throw on failure. */
export interface Git {
  readonly directory: string;
  run(args: readonly string[], options?: GitOptions): Promise<GitResult>;
  bytes(args: readonly string[], options?: GitOptions): Promise<Buffer>;
  /** Output as text, without its last line feed. */
  text(args: readonly string[], options?: GitOptions): Promise<string>;
}

export function createGit(directory: string): Git {
  const run: Git['run'] = (args, options = {}) => runGit(directory, args, options);
  const bytes: Git['bytes'] = async (args, options) => {
    const result = await run(args, options);
    if (result.code !== 0) throw new Error(`git ${args[0]} failed: ${result.stderr.trim()}`);
    return result.stdout;
  };
  return {
    directory,
    run,
    bytes,
    text: async (args, options) => (await bytes(args, options)).toString('utf8').replace(/\n$/, ''),
  };
}

/**
 * An environment that owes nothing to the machine: no system or user configuration, no hooks,
 * no prompts, no background maintenance, no replaced objects.
 */
export function gitEnvironment(
  extra: Readonly<Record<string, string>> = {},
  settings: Readonly<Record<string, string>> = {},
): Record<string, string> {
  const configuration = Object.entries({
    'core.hooksPath': '/dev/null',
    'core.fsmonitor': 'false',
    'core.autocrlf': 'false',
    'core.attributesFile': '/dev/null',
    'core.excludesFile': '/dev/null',
    'gc.auto': '0',
    'maintenance.auto': 'false',
    // The user who owns a directory may be another one, as in containers.
    'safe.directory': '*',
    ...settings,
  });
  return {
    PATH: process.env['PATH'] ?? '/usr/local/bin:/usr/bin:/bin',
    LC_ALL: 'C',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_TERMINAL_PROMPT: '0',
    GIT_NO_REPLACE_OBJECTS: '1',
    GIT_CONFIG_COUNT: String(configuration.length),
    ...Object.fromEntries(
      configuration.flatMap(([key, value], at) => [
        [`GIT_CONFIG_KEY_${at}`, key],
        [`GIT_CONFIG_VALUE_${at}`, value],
      ]),
    ),
    ...extra,
  };
}

function runGit(
  directory: string,
  args: readonly string[],
  { input, env }: GitOptions,
): Promise<GitResult> {
  return new Promise((resolve, reject) => {
    const child = spawn('git', args, { cwd: directory, env: gitEnvironment(env), stdio: 'pipe' });
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
    child.on('error', reject);
    child.on('close', (code) =>
      resolve({
        code: code ?? 1,
        stdout: Buffer.concat(stdout),
        stderr: Buffer.concat(stderr).toString('utf8'),
      }),
    );
    // Git may end without reading its input; that shows in its exit code, not here.
    child.stdin.on('error', () => undefined);
    child.stdin.end(input ?? '');
  });
}
