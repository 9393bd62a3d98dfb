import { Failure } from '../../../domain/failure.ts';

/** Where the publish job itself comes from, as the runner says. */
export interface JobStanding {
  /** `refs/heads/main` */
  readonly ref: string | undefined;
  /** `owner/name/.github/workflows/x.yml@refs/heads/main` */
  readonly workflowRef: string | undefined;
}

/**
 * Throws unless the job runs what the default branch says: on any other branch, whoever can push
 * one has written the steps of this very job.
 */
export function requireDefaultBranch(job: JobStanding, defaultBranch: string): void {
  const expected = `refs/heads/${defaultBranch}`;
  const stated = [job.ref, job.workflowRef?.split('@').slice(1).join('@')].filter(
    (ref) => ref !== undefined,
  );
  if (stated.length > 0 && stated.every((ref) => ref === expected)) return;
  const other = stated.find((ref) => ref !== expected);
  throw new Failure({
    code: 'auth',
    tell: `Nothing was published: this job runs on ${other === undefined ? 'no known branch' : JSON.stringify(other)}, and only workflows of the default branch (${defaultBranch}) may publish. Start it from there.`,
  });
}
