import { cpSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { verifyBundle } from '../core/verify-bundle/verify-bundle.ts';
import { Failure } from '../domain/failure.ts';
import { RunId, Sha256 } from '../domain/ids.ts';
import { bundleFolder, writeBundle } from './bundle-folder.ts';

/**
 * What a run's artifact holds, so that a publish job on another machine can go on:
 * `bundle/` is the run bundle, `ledger.json` the run's ledger file, `evidence/` its evidence.
 */
type ArtifactFiles = ReadonlyMap<string, Uint8Array>;

export const ledgerFolder = (stateDir: string): string => join(stateDir, 'ledger');
export const evidenceFolder = (stateDir: string): string => join(stateDir, 'evidence');

/** Lays a run out for the step that uploads it; parts that this rung does not have are left out. */
export function packRunArtifact(stateDir: string, runId: string, into: string): void {
  const id = RunId.parse(runId);
  mkdirSync(into, { recursive: true });
  const parts = [
    [bundleFolder(stateDir, id), 'bundle'],
    [join(ledgerFolder(stateDir), `${id}.json`), 'ledger.json'],
    [join(evidenceFolder(stateDir), id), 'evidence'],
  ] as const;
  for (const [from, name] of parts)
    if (existsSync(from)) cpSync(from, join(into, name), { recursive: true });
}

const Asked = z.object({ subjectSha256: Sha256.nullable() });

export type Inspected =
  | { readonly holds: true; readonly runId: RunId; readonly subjectSha256: Sha256 | undefined }
  | { readonly holds: false; readonly because: string };

/** Recomputes the bundle of an artifact offline, and says which subject it asks about. */
export function inspectRunArtifact(files: ArtifactFiles): Inspected {
  const bundle = below(files, 'bundle/');
  const found = verifyBundle(bundle);
  if (!found.holds) return found;
  const text = new TextDecoder().decode(bundle.get('decision.json'));
  // The verifier has read this file: it is there, and the digest is that of its subject.
  const { subjectSha256 } = Asked.parse(JSON.parse(text));
  return { holds: true, runId: found.runId, subjectSha256: subjectSha256 ?? undefined };
}

/** Puts a fetched run where this job's ledger and evidence folder look for it. */
export function unpackRunArtifact(files: ArtifactFiles, stateDir: string, runId: string): void {
  const id = RunId.parse(runId);
  const ledger = files.get('ledger.json');
  if (!ledger)
    throw new Failure({
      code: 'tampered',
      tell: `Nothing was published: the artifact of ${id} holds no ledger.`,
    });
  writeBundle(bundleFolder(stateDir, id), below(files, 'bundle/'));
  write(join(ledgerFolder(stateDir), `${id}.json`), ledger);
  for (const [name, bytes] of below(files, 'evidence/'))
    write(join(evidenceFolder(stateDir), id, Sha256.parse(name)), bytes);
}

function below(files: ArtifactFiles, prefix: string): Map<string, Uint8Array> {
  return new Map(
    [...files].flatMap(([path, bytes]) =>
      path.startsWith(prefix) ? [[path.slice(prefix.length), bytes] as const] : [],
    ),
  );
}

function write(file: string, bytes: Uint8Array): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, bytes);
}
