import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { Failure } from '../../domain/failure.ts';
import type { Environment } from '../environment-reader.ts';

/** What a command of the CLI works in. There is no way to ask a person anything on purpose. */
export interface Surroundings {
  /** The folder that it is about, absolute: a repository's top, mostly. */
  readonly folder: string;
  readonly json: boolean;
  readonly colour: boolean;
  readonly environment: Environment;
  /** Where this package's examples are, absolute. */
  readonly packageRoot: string;
  /** Output: what was asked for. */
  readonly write: (text: string) => void;
  /** Failures, for people; not used where JSON says it all. */
  readonly writeError: (text: string) => void;
}

export interface GlobalOptions {
  readonly json?: boolean;
  readonly cwd?: string;
  readonly color?: boolean;
}

export function surroundingsOf(
  { json = false, cwd, color = true }: GlobalOptions,
  packageRoot: string,
): Surroundings {
  const { env, stdout, stderr } = process;
  return {
    folder: folderAt(resolve(cwd ?? '.')),
    json,
    colour: color && stdout.isTTY === true && !env['NO_COLOR'],
    environment: env,
    packageRoot,
    write: (text) => void stdout.write(`${text}\n`),
    writeError: (text) => void stderr.write(`${text}\n`),
  };
}

/** As JSON, or as the lines that people get. */
export function answer(
  { json, write }: Surroundings,
  value: object,
  lines: readonly string[],
): void {
  write(json ? JSON.stringify(value) : lines.join('\n'));
}

function folderAt(path: string): string {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) return path;
  throw new Failure({
    code: 'misconfigured',
    tell: '--cwd is not a folder. Give the folder of a repository.',
  });
}
