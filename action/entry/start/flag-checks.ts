import { accessSync, constants, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname } from 'node:path';
import { Failure } from '../../domain/failure.ts';

/** A flag that can not be used: one sentence with flag, reason and fix. */
export function bad(tell: string, cause?: unknown): Failure {
  return new Failure({ code: 'misconfigured', tell, cause });
}

/** A `misconfigured` failure of `work` is about this flag, and says so. */
export async function namingFlag<Result>(
  flag: string,
  work: () => Result | Promise<Result>,
): Promise<Result> {
  try {
    return await work();
  } catch (cause) {
    if (!(cause instanceof Failure) || cause.code !== 'misconfigured') throw cause;
    throw bad(`${flag}: ${cause.tell}`, cause);
  }
}

export function writableFile(flag: string, path: string): string {
  const problem = (because: string, cause?: unknown) =>
    bad(
      `${flag} ${JSON.stringify(path)} can not be written: ${because}. Name a file in a folder that exists.`,
      cause,
    );
  const there = look(path);
  if (there?.isDirectory()) throw problem('it is a folder');
  if (!there && !look(dirname(path))?.isDirectory()) throw problem('its folder does not exist');
  try {
    accessSync(there ? path : dirname(path), constants.W_OK);
  } catch (cause) {
    throw problem('you may not write there', cause);
  }
  return path;
}

const largestFile = 64 * 1024 * 1024;

export function readableFile(flag: string, path: string): string {
  const problem = (because: string, cause?: unknown) =>
    bad(
      `${flag} ${JSON.stringify(path)} can not be read: ${because}. Name a file that exists.`,
      cause,
    );
  const there = look(path);
  if (!there) throw problem('there is no such file');
  if (!there.isFile()) throw problem('it is not a file');
  if (there.size > largestFile) throw problem('it is larger than 64 MB');
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    throw problem('you may not read it', cause);
  }
}

/** The number as its plainest text, so that every reader of it reads the same. */
export function numberWithin(
  flag: string,
  value: string,
  { most, fraction = false }: { readonly most: number; readonly fraction?: boolean },
): string {
  const number = /^\d{1,15}(\.\d{1,6})?$/.test(value) ? Number(value) : Number.NaN;
  if (number > 0 && number <= most && (fraction || Number.isInteger(number))) return String(number);
  throw bad(
    `${flag} needs a ${fraction ? '' : 'whole '}number above 0 and up to ${most}, not ${JSON.stringify(value)}.`,
  );
}

/** Tries to listen there, as the approval page will: asking is not knowing. */
export async function freePort(flag: string, value: string): Promise<number> {
  const port = Number(value);
  if (!/^\d{1,5}$/.test(value) || port < 1 || port > 65_535) {
    throw bad(`${flag} needs a number from 1 to 65535, not ${JSON.stringify(value)}.`);
  }
  const probe = createServer();
  await new Promise<void>((done, fail) => {
    probe.once('error', (cause) =>
      fail(
        bad(
          `${flag} ${port} can not be used: ${whyNot(cause)}. Choose another, or leave ${flag} out for a free one.`,
          cause,
        ),
      ),
    );
    probe.listen(port, '127.0.0.1', () => probe.close(() => done()));
  });
  return port;
}

function whyNot(error: Error): string {
  const code = 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE') return 'something listens there already';
  return code === 'EACCES' ? 'you may not listen there' : error.message;
}

function look(path: string) {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    // A file where a folder should be, a loop of links: as good as not there.
    return undefined;
  }
}
