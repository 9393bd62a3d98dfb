import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { Failure } from '../domain/failure.ts';
import { metadata as convex } from '../plugins/convex/metadata.ts';
import { metadata as github } from '../plugins/github/metadata.ts';
import { metadata as githubOidc } from '../plugins/github-oidc/metadata.ts';
import { metadata as jobLog } from '../plugins/job-log/metadata.ts';
import { metadata as otel } from '../plugins/otel/metadata.ts';
import { metadata as posthog } from '../plugins/posthog/metadata.ts';
import { metadata as r2 } from '../plugins/r2/metadata.ts';
import { metadata as sentry } from '../plugins/sentry/metadata.ts';
import type { ConfigFile } from './config-schema.ts';
import { coreEnvironment } from './core-environment.ts';
import type { EnvironmentReader } from './environment-reader.ts';
import type { CommonInputs, GitHubInputs } from './job-inputs.ts';
import { thrownInFile } from './live-kill-switch.ts';
import { truthOf } from './variable-formats.ts';

/** What both jobs read. A job's own variables are in the file of its inputs. */
export const commonVariables = [
  ...coreEnvironment,
  ...github.env,
  ...githubOidc.env,
  ...convex.env,
  ...r2.env,
  ...jobLog.env,
  ...otel.env,
  ...sentry.env,
  ...posthog.env,
];

type CommonReader = EnvironmentReader<(typeof commonVariables)[number]['name']>;

const Command = z.enum(['auto', 'propose', 'publish', 'review', 'doctor']).catch('auto');
const LogFormat = z.enum(['plain', 'json']).catch('plain');

export function readCommon(reader: CommonReader, config: ConfigFile | undefined): CommonInputs {
  return {
    command: Command.parse(reader.setting('PATCHPLANE_COMMAND')),
    github: readGitHub(reader),
    ...readAccounts(reader),
    killSwitch: readKillSwitch(reader, config),
    markerKey: readMarkerKey(reader),
    checkOnBase:
      truthOf(reader.setting('PATCHPLANE_CHECK_ON_BASE', told(config?.checkOnBase))) ?? true,
    stateDir: reader.setting('PATCHPLANE_STATE_DIR'),
    log: LogFormat.parse(reader.setting('PATCHPLANE_LOG')),
    signals: readSignals(reader),
  };
}

/** Who hears of spans, bugs and events, beside the job's own log: nobody, unless told. */
function readSignals(reader: CommonReader): CommonInputs['signals'] {
  const dsn = reader.optional('SENTRY_DSN');
  const key = reader.optional('POSTHOG_KEY');
  return {
    otlp: {
      endpoint: reader.optional('OTEL_EXPORTER_OTLP_ENDPOINT'),
      headers: reader.optional('OTEL_EXPORTER_OTLP_HEADERS'),
    },
    sentry:
      dsn === undefined ? undefined : { dsn, environment: reader.setting('SENTRY_ENVIRONMENT') },
    posthog: key === undefined ? undefined : { key, host: reader.setting('POSTHOG_HOST') },
  };
}

/** The accounts behind ledger, evidence and decision: what is there decides the rung. */
export function readAccounts(
  reader: CommonReader,
): Pick<CommonInputs, 'ledger' | 'evidence' | 'decision'> {
  const ledger = readLedger(reader);
  const app = ledger.kind === 'convex' || reader.has('PATCHPLANE_APP_URL');
  const url = app
    ? reader.required('PATCHPLANE_APP_URL', 'with Convex, people decide in the approval app')
    : '';
  return {
    ledger,
    evidence: readEvidence(reader),
    decision: app ? { kind: 'app', url } : { kind: 'github' },
  };
}

function readLedger(reader: CommonReader): CommonInputs['ledger'] {
  const signs = ['CONVEX_URL', 'PATCHPLANE_OIDC_AUDIENCE', 'PATCHPLANE_APP_URL'] as const;
  if (!signs.some(reader.has)) return { kind: 'file' };
  const because = 'Convex, its audience and the approval app go together, and not all are set';
  return {
    kind: 'convex',
    url: reader.required('CONVEX_URL', because),
    audience: reader.required('PATCHPLANE_OIDC_AUDIENCE', because),
    idToken: {
      url: reader.required('ACTIONS_ID_TOKEN_REQUEST_URL', 'the ledger wants to know the job'),
      token: reader.required('ACTIONS_ID_TOKEN_REQUEST_TOKEN', 'the ledger wants to know the job'),
    },
  };
}

function readEvidence(reader: CommonReader): CommonInputs['evidence'] {
  if (!r2.env.some(({ name }) => reader.has(name))) return { kind: 'folder' };
  const because = 'other variables of R2 are set';
  return {
    kind: 'r2',
    endpoint: reader.required('CLOUDFLARE_R2_ENDPOINT', because),
    bucket: reader.required('CLOUDFLARE_R2_BUCKET', because),
    accessKeyId: reader.required('CLOUDFLARE_R2_ACCESS_KEY_ID', because),
    secretAccessKey: reader.required('CLOUDFLARE_R2_SECRET_ACCESS_KEY', because),
  };
}

function readGitHub(reader: CommonReader): GitHubInputs {
  const [owner = '', name = ''] = reader.required('GITHUB_REPOSITORY').split('/');
  const attempt = reader.optional('GITHUB_RUN_ATTEMPT');
  return {
    token: reader.required('GITHUB_TOKEN'),
    apiUrl: reader.setting('GITHUB_API_URL'),
    serverUrl: reader.setting('GITHUB_SERVER_URL'),
    repository: { externalId: reader.required('GITHUB_REPOSITORY_ID'), owner, name },
    runId: reader.optional('GITHUB_RUN_ID'),
    runAttempt: attempt === undefined ? undefined : Number(attempt),
    workflowRef: reader.optional('GITHUB_WORKFLOW_REF'),
    ref: reader.optional('GITHUB_REF'),
    triggeringActor: reader.optional('GITHUB_TRIGGERING_ACTOR'),
    event: {
      name: reader.required('GITHUB_EVENT_NAME'),
      path: reader.required('GITHUB_EVENT_PATH'),
    },
  };
}

/** Whatever is not plainly "off" throws it: somebody in a hurry may write anything. */
export function readKillSwitch(
  reader: Pick<CommonReader, 'has' | 'optional'>,
  config: ConfigFile | undefined,
): string | undefined {
  const value = reader.optional('PATCHPLANE_KILL_SWITCH') ?? '';
  if (reader.has('PATCHPLANE_KILL_SWITCH') && !/^(0|false|off)$/i.test(value))
    return 'the variable PATCHPLANE_KILL_SWITCH';
  return thrownInFile(config);
}

function readMarkerKey(reader: CommonReader): string | undefined {
  const key = reader.optional('PATCHPLANE_MARKER_KEY');
  if (key !== undefined && key.length < 16)
    reader.wrong('PATCHPLANE_MARKER_KEY', 'is shorter than 16 characters');
  return key;
}

/** A value of the configuration file, as it would stand in a variable. */
export function told(value: string | number | boolean | undefined): string | undefined {
  return value === undefined ? undefined : String(value);
}

/** The event that fired this job, exactly as GitHub wrote it down. */
export function readEvent({ github }: Pick<CommonInputs, 'github'>) {
  try {
    const payload: unknown = JSON.parse(readFileSync(github.event.path, 'utf8'));
    return { name: github.event.name, payload };
  } catch {
    throw new Failure({
      code: 'misconfigured',
      tell: 'GITHUB_EVENT_PATH: the event file could not be read as JSON. The runner writes it; do not set it yourself.',
    });
  }
}
