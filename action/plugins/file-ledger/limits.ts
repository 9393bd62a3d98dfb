import { canonicalJson } from '../../domain/canonical-json.ts';
import { refusal } from './refusal.ts';

/** As the other ledgers have it: metadata that grows beyond this is a payload in disguise. */
const mostBytes = 256 * 1024;

/** Throws `too-large` for a record that does not belong into a ledger. */
export function checkSize(record: unknown, what: string): void {
  const size = Buffer.byteLength(canonicalJson(record));
  if (size > mostBytes)
    throw refusal('too-large', `${what} has ${size} bytes; at most ${mostBytes} go in`);
}

/**
 * Writes a record once. The same record again is no change; another under the same name is a
 * conflict, because what is in the ledger stays as it was written.
 */
export function alreadyWritten(existing: unknown, incoming: unknown, what: string): boolean {
  checkSize(incoming, what);
  if (existing === null || existing === undefined) return false;
  if (canonicalJson(existing) === canonicalJson(incoming)) return true;
  throw refusal('conflict', `${what} is in the ledger already, with other content`);
}
