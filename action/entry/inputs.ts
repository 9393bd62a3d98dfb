import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { Failure } from '../domain/failure.ts';
import { type Budgets, defaultBudgets } from '../domain/policy-bundle.ts';

type Environment = Readonly<Record<string, string | undefined>>;

const url = z.url({ protocol: /^https?$/, error: 'must be an http(s) URL' });
const text = z.string('is missing').min(1, 'is empty');
const numeric = z.string('is missing').regex(/^\d+$/, 'must be a number');
const fullName = z
  .string('is missing')
  .regex(/^[A-Za-z0-9._-]+\/[A-Za-z0-9._-]+$/, 'must be owner/name');

/** What both doors read. The names are GitHub's, the vendors' and SPEC 12.1's. */
const CommonEnvironment = z.object({
  GITHUB_API_URL: url.default('https://api.github.com'),
  GITHUB_SERVER_URL: url.default('https://github.com'),
  GITHUB_TOKEN: text,
  GITHUB_REPOSITORY: fullName,
  GITHUB_REPOSITORY_ID: numeric,
  GITHUB_RUN_ID: numeric.optional(),
  GITHUB_RUN_ATTEMPT: numeric.optional(),
  GITHUB_WORKFLOW_REF: text.optional(),
  ACTIONS_ID_TOKEN_REQUEST_URL: z.url({
    error: 'is missing: give the job `permissions: id-token: write`',
  }),
  ACTIONS_ID_TOKEN_REQUEST_TOKEN: z
    .string('is missing: give the job `permissions: id-token: write`')
    .min(1),
  CONVEX_URL: url,
  PATCHPLANE_OIDC_AUDIENCE: text,
  CLOUDFLARE_R2_ENDPOINT: url,
  CLOUDFLARE_R2_BUCKET: text,
  CLOUDFLARE_R2_ACCESS_KEY_ID: text,
  CLOUDFLARE_R2_SECRET_ACCESS_KEY: text,
  PATCHPLANE_APP_URL: url.optional(),
  PATCHPLANE_STATE_DIR: text.default(join('.patchplane', 'state')),
  PATCHPLANE_LOG: z.enum(['plain', 'json']).default('plain'),
});

const ProposeEnvironment = CommonEnvironment.extend({
  GITHUB_EVENT_NAME: text,
  GITHUB_EVENT_PATH: text,
  DAYTONA_API_KEY: text,
  DAYTONA_API_URL: url.default('https://app.daytona.io/api'),
  DAYTONA_TARGET: text.default('us'),
  PATCHPLANE_AGENT_PROVIDER: text,
  PATCHPLANE_AGENT_MODEL: text,
  PATCHPLANE_MODEL_ROUTE_URL: url,
  PATCHPLANE_MODEL_ROUTE_KEY: text,
  /** The same route as a sandbox sees it. */
  PATCHPLANE_MODEL_ROUTE_INSIDE_URL: url,
  PATCHPLANE_BUDGET_SECONDS: numeric.optional(),
  PATCHPLANE_BUDGET_MODEL_REQUESTS: numeric.optional(),
  PATCHPLANE_BUDGET_USD: z.coerce.number('must be a number').positive().optional(),
  PATCHPLANE_BUDGET_OUTPUT_BYTES: numeric.optional(),
});

const PublishEnvironment = CommonEnvironment.extend({
  PATCHPLANE_RUN_ID: z
    .string('is missing')
    .regex(/^run-[0-9a-f]{16}$/, 'must be a run id like run-0123456789abcdef'),
});

export type CommonInputs = z.infer<typeof CommonEnvironment>;
export type ProposeInputs = z.infer<typeof ProposeEnvironment> & { readonly budgets: Budgets };
export type PublishInputs = z.infer<typeof PublishEnvironment>;

/** Reads everything at once and tells every problem at once, before anything is started. */
export function readProposeInputs(environment: Environment): ProposeInputs {
  const inputs = decode(ProposeEnvironment, environment);
  const number = (value: string | undefined, otherwise: number) =>
    value ? Number(value) : otherwise;
  return {
    ...inputs,
    budgets: {
      wallSeconds: number(inputs.PATCHPLANE_BUDGET_SECONDS, defaultBudgets.wallSeconds),
      modelRequests: number(inputs.PATCHPLANE_BUDGET_MODEL_REQUESTS, defaultBudgets.modelRequests),
      costUsd: inputs.PATCHPLANE_BUDGET_USD ?? defaultBudgets.costUsd,
      outputBytes: number(inputs.PATCHPLANE_BUDGET_OUTPUT_BYTES, defaultBudgets.outputBytes),
    },
  };
}

export function readPublishInputs(environment: Environment): PublishInputs {
  return decode(PublishEnvironment, environment);
}

/** The event that fired this job, exactly as GitHub wrote it down. */
export function readEvent(inputs: Pick<ProposeInputs, 'GITHUB_EVENT_NAME' | 'GITHUB_EVENT_PATH'>) {
  const { GITHUB_EVENT_NAME: name, GITHUB_EVENT_PATH: path } = inputs;
  try {
    const payload: unknown = JSON.parse(readFileSync(path, 'utf8'));
    return { name, payload };
  } catch (cause) {
    throw new Failure({
      code: 'misconfigured',
      tell: `GITHUB_EVENT_PATH: the event file could not be read as JSON. The runner writes it; do not set it yourself.`,
      cause,
    });
  }
}

function decode<Output>(schema: z.ZodType<Output>, environment: Environment): Output {
  // An empty variable is what an unset input or secret looks like in a workflow.
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`);
  throw new Failure({
    code: 'misconfigured',
    tell: `The configuration is not complete: ${problems.join('; ')}.`,
  });
}
