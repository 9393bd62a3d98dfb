import { readFileSync } from 'node:fs';
import type { Bundle } from '../core/bundle.ts';
import { checkSignature, type SignatureFinding } from '../core/verify-bundle/signature.ts';
import { type Holds, verifyBundle } from '../core/verify-bundle/verify-bundle.ts';
import { readBundle } from './bundle-folder.ts';
import { exitCodes } from './door.ts';
import { oneLine } from './one-line.ts';
import { parsePinnedKeys } from './pinned-keys.ts';

export interface VerifyOptions {
  /** The provenance head that the caller knows from elsewhere. */
  readonly head?: string;
  /** A file of pinned keys that the caller has from elsewhere: then the decision has to be signed. */
  readonly keys?: string;
  readonly json?: boolean;
}

/** `patchplane verify`: what holds goes to standard output, what does not to standard error. */
export async function verify(folder: string, { head, keys, json }: VerifyOptions): Promise<number> {
  const bundle = readBundle(folder);
  const found = verifyBundle(bundle);
  const ahead =
    found.holds && head !== undefined && head !== found.head
      ? { holds: false as const, because: `its head is ${found.head}, not the one you gave` }
      : found;
  const verdict = ahead.holds ? await signedVerdict(bundle, ahead, keys) : ahead;
  if (json) process.stdout.write(`${JSON.stringify(verdict)}\n`);
  else if (verdict.holds) {
    process.stdout.write(
      `Holds: ${verdict.runId} is ${verdict.state}, ${verdict.items} pieces of evidence, ${verdict.events} events, head ${verdict.head}${signatureWords(verdict.signature)}\n`,
    );
  }
  if (verdict.holds) return exitCodes.done;
  if (!json) process.stderr.write(`Does not hold: ${oneLine(verdict.because)}\n`);
  return exitCodes.endedOtherwise;
}

async function signedVerdict(bundle: Bundle, found: Holds, keysFile: string | undefined) {
  const given =
    keysFile === undefined ? undefined : parsePinnedKeys(readFileSync(keysFile, 'utf8'), keysFile);
  const signature = await checkSignature(bundle, given);
  return signature.kind === 'broken'
    ? { holds: false as const, because: `decision.dsse.json: ${signature.because}` }
    : { ...found, signature };
}

function signatureWords(signature: Exclude<SignatureFinding, { kind: 'broken' }>): string {
  if (signature.kind === 'none') return '';
  const whose = signature.pinned === 'given' ? 'a key of yours' : "the bundle's own key";
  return `, decision signed by ${whose} (${signature.keyid.slice(0, 12)})`;
}
