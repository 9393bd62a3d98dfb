import {
  closeSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { Failure } from '../../domain/failure.ts';
import { RunId } from '../../domain/ids.ts';
import { LedgerRecord } from './ledger-record.ts';
import { refusal } from './refusal.ts';

/** The files of a ledger: one for each run, replaced as a whole, so nobody ever reads half of one. */
export interface RunFiles {
  read(runId: string): LedgerRecord | undefined;
  write(record: LedgerRecord): void;
  list(): readonly LedgerRecord[];
  /** Does work that no other process of this machine does at the same time. */
  alone<Result>(work: () => Result): Result;
}

export function openRunFiles(folder: string): RunFiles {
  // Named by nothing but a run id, so no text from outside becomes part of a path.
  const fileOf = (runId: string) => join(folder, `${RunId.parse(runId)}.json`);
  // What was decoded last is not decoded again: a run writes to its ledger a hundred times.
  const decoded = new Map<string, { readonly text: string; readonly record: LedgerRecord }>();
  const read: RunFiles['read'] = (runId) => {
    const text = textOf(fileOf(runId));
    if (text === undefined) return undefined;
    const known = decoded.get(runId);
    if (known?.text === text) return known.record;
    const record = decode(text, runId);
    decoded.set(runId, { text, record });
    return record;
  };
  return {
    read,
    write: (record) => {
      const file = fileOf(record.run.id);
      const fresh = `${file}.${process.pid}.new`;
      const checked = LedgerRecord.parse(record);
      const text = `${JSON.stringify(checked)}\n`;
      writeFileSync(fresh, text);
      renameSync(fresh, file);
      decoded.set(record.run.id, { text, record: checked });
    },
    list: () =>
      names(folder)
        .flatMap((name) => (name.endsWith('.json') ? [name.slice(0, -'.json'.length)] : []))
        .filter((name) => RunId.safeParse(name).success)
        .flatMap((runId) => read(runId) ?? []),
    alone: (work) => {
      mkdirSync(folder, { recursive: true });
      const lock = join(folder, '.lock');
      takeLock(lock);
      try {
        return work();
      } finally {
        rmSync(lock, { force: true });
      }
    },
  };
}

/** A file that is not exactly a ledger is never worked with: what was it, and who changed it? */
function decode(text: string, runId: string): LedgerRecord {
  try {
    const record = LedgerRecord.parse(JSON.parse(text));
    if (record.run.id === runId) return record;
  } catch (cause) {
    throw new Failure({ code: 'tampered', tell: damaged(runId), cause });
  }
  throw new Failure({ code: 'tampered', tell: damaged(runId) });
}

function damaged(runId: string): string {
  return `The ledger file of ${runId} is not one that PatchPlane wrote; do not use this run.`;
}

function textOf(file: string): string | undefined {
  if (!statSync(file, { throwIfNoEntry: false })) return undefined;
  return readFileSync(file, 'utf8');
}

function names(folder: string): readonly string[] {
  return statSync(folder, { throwIfNoEntry: false }) ? readdirSync(folder).sort() : [];
}

/** Nobody works on the ledger for longer than this: whoever holds it still, died. */
const longestMs = 10_000;

function takeLock(lock: string): void {
  const pause = new Int32Array(new SharedArrayBuffer(4));
  for (const startedAt = Date.now(); ; Atomics.wait(pause, 0, 0, 5)) {
    try {
      closeSync(openSync(lock, 'wx'));
      return;
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    }
    const held = statSync(lock, { throwIfNoEntry: false });
    if (held && Date.now() - held.mtimeMs > longestMs) rmSync(lock, { force: true });
    if (Date.now() - startedAt > 2 * longestMs)
      throw refusal('unavailable', 'another process holds it; try again');
  }
}
