import type { RunMarker } from '../../../action/domain/run-marker.ts';
import { encodeMarker } from '../../../action/plugins/github/marker.ts';

export const sampleRepository = { externalId: '814523001', owner: 'acme', name: 'pagination' };

/** The marker of a run that a test calls by a short name. */
export function markerOf(name: string, more: Partial<RunMarker> = {}): RunMarker {
  return {
    runId: `run-${Buffer.from(name).toString('hex').padStart(16, '0').slice(-16)}`,
    deliveryId: `delivery-of-${name}`,
    actorExternalId: '31415926',
    startedAt: 1_700_000_000_000,
    state: 'running',
    ...more,
  };
}

/** How the comment of that run begins, unsigned. */
export function firstLine(name: string, issueNumber: number): string {
  return encodeMarker(markerOf(name), { repository: sampleRepository, issueNumber }, undefined);
}
