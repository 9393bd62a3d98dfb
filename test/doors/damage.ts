import type { Bundle } from '../../action/core/bundle.ts';
import { verifyBundle } from '../../action/core/verify-bundle/verify-bundle.ts';

/** Why a bundle does not hold; a bundle that does is an answer of its own. */
export function becauseOf(bundle: Bundle): string {
  const finding = verifyBundle(bundle);
  return finding.holds ? 'it holds' : finding.because;
}

export function changed(bundle: Bundle, path: string, text: string): Bundle {
  return new Map([...bundle, [path, new TextEncoder().encode(text)]]);
}

export function without(bundle: Bundle, path: string): Bundle {
  return new Map([...bundle].filter(([each]) => each !== path));
}

export function linesOf(bundle: Bundle): string[] {
  return new TextDecoder().decode(bundle.get('provenance.jsonl')).trimEnd().split('\n');
}

const places = 7;

/** The bundle with one bit changed: at both ends of a file, and at places in between. */
export function* flipped(bundle: Bundle, path: string): Generator<Bundle> {
  const bytes = bundle.get(path) ?? new Uint8Array();
  for (let place = 0; place <= places; place += 1) {
    const at = Math.min(bytes.length - 1, Math.floor((bytes.length * place) / places));
    const damaged = Uint8Array.from(bytes);
    damaged[at] = (damaged[at] ?? 0) ^ (1 << (place % 8));
    yield new Map([...bundle, [path, damaged]]);
  }
}
