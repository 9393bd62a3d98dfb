import type { RunId, Sha256 } from '../../domain/ids.ts';
import type { RunState } from '../../domain/run-state.ts';
import { TrustReport } from '../../domain/trust-report.ts';
import type { Bundle } from '../bundle.ts';
import { checkCandidate } from './candidate.ts';
import { readChain } from './chain.ts';
import { checkDecision } from './decision.ts';
import { DoesNotHold, must } from './does-not-hold.ts';
import { checkFiles, readManifest, sameEvidence } from './manifest.ts';
import { checkPolicy } from './policy.ts';
import { checkPublication } from './publication.ts';
import { readJson } from './read.ts';

export interface Holds {
  readonly holds: true;
  readonly runId: RunId;
  readonly state: RunState;
  readonly head: Sha256;
  readonly events: number;
  readonly items: number;
}
export type Finding = Holds | { readonly holds: false; readonly because: string };

/**
 * Recomputes every digest of a run bundle and its chain, offline, and names the first thing
 * that does not hold. The order is from the outside in: chain, manifest, files, then what
 * the files say about each other. `because` may quote the bundle: it is untrusted text.
 *
 * Whoever can rewrite the whole bundle can also write a chain that fits it; that shows only
 * against a head that is known from elsewhere (the commit's trailers, the pull request).
 */
export function verifyBundle(bundle: Bundle): Finding {
  try {
    return check(bundle);
  } catch (error) {
    if (error instanceof DoesNotHold) return { holds: false, because: error.message };
    throw error;
  }
}

function check(bundle: Bundle): Holds {
  const { events, head } = readChain(bundle);
  const manifest = readManifest(bundle, events);
  checkFiles(bundle, manifest);
  const report = readJson(bundle, 'trust-report.json', TrustReport);
  must(report.run.id === manifest.runId, 'trust-report.json is about another run');
  must(sameEvidence(report, manifest), 'trust-report.json lists other evidence than manifest.json');
  checkCandidate(report, manifest);
  checkPolicy(bundle, manifest, report);
  checkDecision(bundle, events, manifest, report);
  checkPublication(bundle, report);
  return {
    holds: true,
    runId: manifest.runId,
    state: report.run.state,
    head,
    events: events.length,
    items: manifest.items.length,
  };
}
