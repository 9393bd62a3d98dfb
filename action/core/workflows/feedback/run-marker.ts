import type { RunMarker } from '../../../domain/run-marker.ts';
import type { TrustReport } from '../../../domain/trust-report.ts';

/** What is needed of a run for that; a trust report has it all. */
export interface Marked extends Pick<TrustReport, 'subjectSha256'> {
  readonly run: Pick<TrustReport['run'], 'id' | 'createdAt' | 'state'>;
  readonly request: Pick<TrustReport['request'], 'deliveryId' | 'actorId'>;
}

/** What a run's comment says to machines, from the report that it shows to people. */
export function markerOf(
  { run, request, subjectSha256 }: Marked,
  githubRunId: string | undefined,
): RunMarker {
  return {
    runId: run.id,
    // A report from before deliveries were kept names its run: that is one event, too.
    deliveryId: request.deliveryId ?? run.id,
    actorExternalId: /^github:(\d+)$/.exec(request.actorId ?? '')?.[1] ?? nobodyOnGitHub,
    startedAt: run.createdAt,
    state: run.state,
    ...(githubRunId === undefined ? {} : { githubRunId }),
    ...(subjectSha256 === null ? {} : { subjectSha256 }),
  };
}

/** No account has this number: somebody asked through the approval app. */
const nobodyOnGitHub = '0';
