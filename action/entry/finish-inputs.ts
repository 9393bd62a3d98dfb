import { z } from 'zod';
import { Failure } from '../domain/failure.ts';

const url = z.url({ protocol: /^https?$/, error: 'must be an http(s) URL' });

/** What closing a run takes; of the vendors only what may have been left running there. */
const FinishEnvironment = z.object({
  PATCHPLANE_STATE_DIR: z.string('is missing'),
  /** `success`, `failure` or `cancelled`, of the job and of the door's step. */
  PATCHPLANE_JOB_STATUS: z.string().default('failure'),
  PATCHPLANE_DOOR_OUTCOME: z.string().default('failure'),
  PATCHPLANE_LABEL: z.string().default('patchplane'),
  PATCHPLANE_MARKER_KEY: z.string().optional(),
  GITHUB_TOKEN: z.string('is missing'),
  GITHUB_API_URL: url.default('https://api.github.com'),
  GITHUB_SERVER_URL: url.default('https://github.com'),
  GITHUB_RUN_ID: z.string().regex(/^\d+$/, 'must be a number').optional(),
  DAYTONA_API_KEY: z.string().optional(),
  DAYTONA_API_URL: url.default('https://app.daytona.io/api'),
  DAYTONA_TARGET: z.string().default('us'),
});

export interface FinishInputs {
  readonly stateDir: string;
  readonly cancelled: boolean;
  readonly label: string;
  readonly markerKey: string | undefined;
  readonly github: {
    readonly token: string;
    readonly apiUrl: string;
    readonly serverUrl: string;
    readonly runId: string | undefined;
  };
  readonly daytona:
    | { readonly apiKey: string; readonly apiUrl: string; readonly target: string }
    | undefined;
}

export function readFinishInputs(
  environment: Readonly<Record<string, string | undefined>>,
): FinishInputs {
  // An empty variable is what an unset input or secret looks like in a workflow.
  const given = Object.entries(environment).filter(([, value]) => value?.trim());
  const read = FinishEnvironment.safeParse(
    Object.fromEntries(given.map(([name, value]) => [name, value?.trim()])),
  );
  if (!read.success) {
    const problems = read.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`);
    throw new Failure({
      code: 'misconfigured',
      tell: `The last step of PatchPlane can not close a run: ${problems.join('; ')}.`,
    });
  }
  const { data } = read;
  return {
    stateDir: data.PATCHPLANE_STATE_DIR,
    cancelled: [data.PATCHPLANE_JOB_STATUS, data.PATCHPLANE_DOOR_OUTCOME].includes('cancelled'),
    label: data.PATCHPLANE_LABEL,
    markerKey: data.PATCHPLANE_MARKER_KEY,
    github: {
      token: data.GITHUB_TOKEN,
      apiUrl: data.GITHUB_API_URL,
      serverUrl: data.GITHUB_SERVER_URL,
      runId: data.GITHUB_RUN_ID,
    },
    daytona: data.DAYTONA_API_KEY
      ? { apiKey: data.DAYTONA_API_KEY, apiUrl: data.DAYTONA_API_URL, target: data.DAYTONA_TARGET }
      : undefined,
  };
}
