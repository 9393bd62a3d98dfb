import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import type { PublishServices } from '../../action/core/services/publish-services.ts';
import type { ProgressEvent } from '../../action/core/services/telemetry-service.ts';
import type { DecisionAnswer } from '../../action/domain/merge-decision.ts';
import type { RepositoryPermission } from '../../action/domain/permission.ts';
import { localPeople } from '../../action/embedded/approval.ts';
import { type Cloud, startCloud } from '../../action/embedded/cloud.ts';
import { decideUnattended, type UnattendedAnswer } from '../../action/embedded/decide.ts';
import type { GitHubEvent } from '../../action/embedded/github/forge.ts';
import type { CheckRecord } from '../../action/embedded/github/records.ts';
import { startGuardian } from '../../action/embedded/guardian.ts';
import type { Cassette } from '../../action/embedded/model/cassette.ts';
import { readCassette } from '../../action/embedded/model/read-cassette.ts';
import { sampleTask, type Trigger, trigger } from '../../action/embedded/trigger.ts';
import { composePublish } from '../../action/entry/compose-publish.ts';
import { readPublishInputs } from '../../action/entry/publish-inputs.ts';
import type { DoorResult } from '../../action/entry/result-line.ts';
import { startJob } from '../../action/entry/start/job.ts';
import { createNoAnalytics } from '../../action/plugins/job-log/no-analytics.ts';
import { type Run, readRun } from './run.ts';
import { silent } from './silent.ts';

const root = resolve(import.meta.dirname, '..', '..');

export interface HouseOptions {
  /** A conversation of `examples/cassettes`, or one of the test's own. */
  readonly cassette: string | Cassette;
  readonly requesterPermission?: RepositoryPermission;
  /** The sample pins the key that the approval app signs with. */
  readonly pinKeys?: boolean;
  /** With the app's pages; what people start there is run, as GitHub would. */
  readonly pages?: boolean;
}

/** A door's process, from outside. */
export interface JobUnderWay {
  signal(name: 'SIGTERM' | 'SIGKILL'): void;
  readonly ended: Promise<JobEnded>;
}

export interface JobEnded {
  readonly exitCode: number | null;
  readonly result: DoorResult | undefined;
  /** What it wrote to standard error. */
  readonly said: string;
}

export interface Answer {
  readonly answer: DecisionAnswer;
  readonly overrideReason?: string;
  /** Another digest than the one that was asked about. */
  readonly subjectSha256?: string;
}

/** An event, and the workflow run that it started where that matters. */
type Started = Trigger & { readonly githubRunId?: number };

/** The embedded cloud, and the hands of everybody who takes part in a journey. */
export interface House {
  readonly cloud: Cloud;
  readonly stateDir: string;
  /** Runs for which a decision started the publish workflow, in order. */
  readonly dispatched: readonly string[];
  /** Runs that somebody asked for in the app, in order. */
  readonly asked: readonly Promise<Run>[];
  /** Opens an issue and puts the label on. */
  ask(task?: string): Trigger;
  /** Writes an event down where a runner would. */
  happens(event: GitHubEvent): Trigger;
  startPropose(event: Started, environment?: Readonly<Record<string, string>>): JobUnderWay;
  /** Runs the propose job to its end; throws when it made no run. */
  propose(event: Started, environment?: Readonly<Record<string, string>>): Promise<Run>;
  decide(run: Run, answer: Answer): Promise<UnattendedAnswer>;
  startPublish(runId: string, environment?: Readonly<Record<string, string>>): JobUnderWay;
  /** Runs the publish job to its end; throws when it came to no result. */
  publish(runId: string): Promise<Run>;
  /** What the publish job has: ledger, evidence store and GitHub, as it sees them. */
  services(runId: string): PublishServices;
  /** Ordinary git on the repository that GitHub holds. */
  git(...args: readonly string[]): string;
  branches(): string[];
  checksOf(runId: string): readonly CheckRecord[];
  commentsOn(event: Trigger): readonly string[];
  close(): Promise<void>;
}

export async function openHouse(options: HouseOptions): Promise<House> {
  const stateDir = mkdtempSync(join(tmpdir(), 'patchplane-journey-'));
  const guardian = startGuardian();
  guardian.remove(stateDir);
  const dispatched: string[] = [];
  const asked: Promise<Run>[] = [];
  const cloud = await startCloud({
    stateDir,
    cacheDir: join(root, '.patchplane', 'cache'),
    source: { kind: 'sample' },
    model: { kind: 'cassette', cassette: cassetteOf(options.cassette) },
    port: 0,
    onPublish: (runId) => {
      dispatched.push(runId);
      if (options.pages) cloud.publishing(runId, house.startPublish(runId).ended);
    },
    onAsked: ({ githubRunId, event }) => {
      const run = house.propose({ ...house.happens(event), githubRunId });
      // Whoever waits for it is told; a house that closes first ends it.
      run.catch(() => undefined);
      asked.push(run);
    },
    guardian,
    pages: options.pages ?? false,
    pinKeys: options.pinKeys ?? false,
    ...(options.requesterPermission ? { requesterPermission: options.requesterPermission } : {}),
  });

  const start = (door: 'propose' | 'publish', environment: Readonly<Record<string, string>>) => {
    const job = startDoor(door, environment, cloud.folder);
    if (job.pid) guardian.watch(job.pid);
    return job;
  };
  const house: House = {
    ...{ cloud, stateDir, dispatched, asked },
    ask: (task = sampleTask) => trigger(cloud, task),
    happens: (event) => writeDown(event, cloud.folder),
    startPropose: (event, extra = {}) =>
      start('propose', { ...cloud.jobs.propose(event), ...extra }),
    propose: async (event, extra) => runOf(await house.startPropose(event, extra).ended),
    decide: (run, answer) => decide(cloud, run, answer),
    startPublish: (runId, extra = {}) =>
      start('publish', { ...cloud.jobs.publish(runId), ...extra }),
    publish: async (runId) => runOf(await house.startPublish(runId).ended),
    services: (runId) =>
      composePublish(readPublishInputs(cloud.jobs.publish(runId)), {
        telemetry: silent,
        analytics: createNoAnalytics(),
      }),
    ...viewsOf(cloud),
    async close() {
      await cloud.close();
      await guardian.close();
      rmSync(stateDir, { recursive: true, force: true });
    },
  };
  return house;
}

const Numbered = z.object({
  issue: z.object({ number: z.int() }).optional(),
  pull_request: z.object({ number: z.int() }).optional(),
});

function writeDown({ name, payload }: GitHubEvent, folder: string): Trigger {
  const path = join(mkdtempSync(join(folder, 'event-')), 'event.json');
  writeFileSync(path, JSON.stringify(payload));
  const { issue, pull_request: pull } = Numbered.parse(payload);
  return { name, path, issue: (issue ?? pull)?.number ?? 0 };
}

function cassetteOf(cassette: string | Cassette): Cassette {
  if (typeof cassette !== 'string') return cassette;
  return readCassette(
    readFileSync(join(root, 'examples', 'cassettes', `${cassette}.json`), 'utf8'),
  );
}

function startDoor(
  door: 'propose' | 'publish',
  environment: Readonly<Record<string, string>>,
  cwd: string,
): JobUnderWay & { readonly pid: number | undefined } {
  let said = '';
  const unheard = (_: ProgressEvent) => undefined;
  const job = startJob(door, environment, cwd, unheard, (text) => {
    said += text;
  });
  return {
    pid: job.process.pid,
    signal: (name) => void job.process.kill(name),
    ended: job.ended.then(({ exitCode, result }) => ({ exitCode, result, said })),
  };
}

function runOf({ result, exitCode, said }: JobEnded): Run {
  if (result?.kind === 'ended') return readRun(result.folder, exitCode);
  throw new Error(`the job ended with ${exitCode} and ${result?.kind ?? 'no result'}: ${said}`);
}

async function decide(cloud: Cloud, { report }: Run, given: Answer): Promise<UnattendedAnswer> {
  return await decideUnattended({
    appUrl: cloud.approval.url,
    runId: report.run.id,
    subjectSha256: given.subjectSha256 ?? report.subjectSha256 ?? '',
    answer: given.answer,
    comment: 'I read it.',
    people: localPeople,
    ...(given.overrideReason === undefined ? {} : { overrideReason: given.overrideReason }),
  });
}

function viewsOf({
  github,
  hosted,
}: Cloud): Pick<House, 'git' | 'branches' | 'checksOf' | 'commentsOn'> {
  const git = (...args: readonly string[]) =>
    execFileSync('git', ['-C', hosted.bareDir, ...args], {
      encoding: 'utf8',
      env: {
        PATH: process.env['PATH'],
        GIT_CONFIG_GLOBAL: '/dev/null',
        GIT_CONFIG_SYSTEM: '/dev/null',
      },
    }).trimEnd();
  return {
    git,
    branches: () => git('for-each-ref', '--format=%(refname:short)', 'refs/heads').split('\n'),
    checksOf: (runId) => github.state().checks.filter(({ externalId }) => externalId === runId),
    commentsOn: ({ issue }) =>
      github
        .state()
        .comments.filter((comment) => comment.issue === issue)
        .map(({ body }) => body),
  };
}
