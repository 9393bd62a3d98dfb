import {
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import type { Bundle } from '../core/bundle.ts';
import { Failure } from '../domain/failure.ts';
import { TrustReport } from '../domain/trust-report.ts';

/** Where a run's bundle is: `<state>/runs/<run>`, absolute. */
export function bundleFolder(stateDir: string, runId: string): string {
  // A bundler that understands this path would pack every folder of that name, pages of the app too.
  return resolve([stateDir, 'runs', runId].join('/'));
}

/** Writes a bundle beside its place, then moves it there: a reader never sees half of one. */
export function writeBundle(folder: string, bundle: Bundle): void {
  const fresh = `${folder}.${process.pid}.new`;
  const old = `${folder}.${process.pid}.old`;
  rmSync(fresh, { recursive: true, force: true });
  for (const [path, bytes] of bundle) {
    const file = join(fresh, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, bytes);
  }
  if (exists(folder)) renameSync(folder, old);
  renameSync(fresh, folder);
  rmSync(old, { recursive: true, force: true });
}

/** Reads every file of a bundle; a link or anything else that is not a file is an error. */
export function readBundle(folder: string): Bundle {
  const files = new Map<string, Uint8Array>();
  for (const entry of list(folder)) {
    if (entry.isDirectory()) continue;
    const file = join(entry.parentPath, entry.name);
    const path = relative(folder, file);
    if (!entry.isFile()) throw notPlain(path);
    files.set(path, readFileSync(file));
  }
  return files;
}

/** The trust report of a bundle that this process's own job wrote. */
export function readReport(folder: string): TrustReport {
  return TrustReport.parse(JSON.parse(readFileSync(join(folder, 'trust-report.json'), 'utf8')));
}

function list(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true, recursive: true });
  } catch (cause) {
    throw unreadable(folder, 'it is not a folder that can be read', cause);
  }
}

/** A link may lead anywhere, also to bytes that change after they were checked. */
function notPlain(path: string): Failure {
  return new Failure({
    code: 'tampered',
    tell: `Does not hold: ${JSON.stringify(path)} is not a plain file.`,
  });
}

function unreadable(folder: string, because: string, cause?: unknown): Failure {
  return new Failure({
    code: 'misconfigured',
    tell: `${folder}: ${because}. Give the folder of a run, as in .patchplane/state/runs/<run>.`,
    cause,
  });
}

function exists(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false }) !== undefined;
}
