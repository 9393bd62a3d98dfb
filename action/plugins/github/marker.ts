import { createHmac, timingSafeEqual } from 'node:crypto';
import type { RepositoryRef } from '../../core/services/source-control-service.ts';
import { RunMarker } from '../../domain/run-marker.ts';

/**
 * The first line of a run's comment, which nobody sees:
 *
 *   <!-- patchplane:run=<run id> <RunMarker as JSON, base64url>[ <HMAC-SHA256, base64url>] -->
 *
 * The alphabet of base64url has no ">" and no space, so that nothing in it can end the comment.
 */
const line =
  /^<!-- patchplane:run=(run-[0-9a-f]{16}) ([A-Za-z0-9_-]{1,2000})(?: ([A-Za-z0-9_-]{43}))? -->(?:\r?\n|$)/;

/** Where a marker stands; a signature holds at this place only. */
export interface MarkerPlace {
  readonly repository: Pick<RepositoryRef, 'externalId'>;
  readonly issueNumber: number;
}

/** Signed where there is a key: only who holds it can then speak for a run. */
export function encodeMarker(
  marker: RunMarker,
  place: MarkerPlace,
  key: string | undefined,
): string {
  const json = JSON.stringify(RunMarker.parse(marker));
  const payload = Buffer.from(json, 'utf8').toString('base64url');
  const signature = key === undefined ? '' : ` ${sign(payload, place, key).toString('base64url')}`;
  return `<!-- patchplane:run=${marker.runId} ${payload}${signature} -->`;
}

/**
 * What a comment says of itself; undefined where it is not one of ours by its marker. That it is
 * ours takes its author, too: without a key anybody can write a marker, with one copy it.
 */
export function decodeMarker(
  body: string,
  place: MarkerPlace,
  key: string | undefined,
): RunMarker | undefined {
  const [, runId, payload = '', signature = ''] = line.exec(body) ?? [];
  if (runId === undefined) return undefined;
  if (key !== undefined && !isSigned(payload, signature, place, key)) return undefined;
  const decoded = RunMarker.safeParse(jsonIn(payload));
  return decoded.success && decoded.data.runId === runId ? decoded.data : undefined;
}

function isSigned(payload: string, signature: string, place: MarkerPlace, key: string): boolean {
  const given = Buffer.from(signature, 'base64url');
  const expected = sign(payload, place, key);
  return given.length === expected.length && timingSafeEqual(given, expected);
}

function sign(payload: string, { repository, issueNumber }: MarkerPlace, key: string): Buffer {
  return createHmac('sha256', key)
    .update(`patchplane-marker-1\n${repository.externalId}\n${issueNumber}\n${payload}`)
    .digest();
}

function jsonIn(payload: string): unknown {
  try {
    return JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}
