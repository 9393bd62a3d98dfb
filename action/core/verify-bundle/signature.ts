import { DsseEnvelope, openEnvelope, PinnedKeys } from '../../domain/dsse-envelope.ts';
import { whyNotAbout } from '../../domain/statement.ts';
import type { Bundle } from '../bundle.ts';
import { DecisionFile } from './decision.ts';
import { readJson } from './read.ts';

export type SignatureFinding =
  | { readonly kind: 'signed'; readonly keyid: string; readonly pinned: 'given' | 'in-bundle' }
  | { readonly kind: 'none' }
  | { readonly kind: 'broken'; readonly because: string };

/**
 * Whether the decision of a bundle is signed by a key that a repository pins. With `given` keys that
 * says who decided; with those of the bundle itself only that nobody changed one without the other.
 * The bundle was found to hold before.
 */
export async function checkSignature(
  bundle: Bundle,
  given: PinnedKeys | undefined,
): Promise<SignatureFinding> {
  if (!bundle.has('decision.dsse.json'))
    return given
      ? { kind: 'broken', because: 'the bundle has no signed decision, and keys are pinned' }
      : { kind: 'none' };
  const inBundle = bundle.has('pinned-keys.json')
    ? readJson(bundle, 'pinned-keys.json', PinnedKeys)
    : undefined;
  const keys = given ?? inBundle;
  if (!keys) return { kind: 'none' };
  const opened = await openEnvelope(readJson(bundle, 'decision.dsse.json', DsseEnvelope), keys);
  if (opened.kind === 'unsigned') return { kind: 'broken', because: opened.because };
  const { subject, decision } = readJson(bundle, 'decision.json', DecisionFile);
  if (!subject || !decision)
    return { kind: 'broken', because: 'a decision about nothing is signed' };
  const because = whyNotAbout(opened.payload, subject, decision);
  return because === undefined
    ? { kind: 'signed', keyid: opened.keyid, pinned: given ? 'given' : 'in-bundle' }
    : { kind: 'broken', because };
}
