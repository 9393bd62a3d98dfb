import { createHash } from 'node:crypto';
import type { DemoStore } from '../../approval-app/embedded/start-convex-host.ts';
import { proposeClaims } from '../approval-app/ledger-house.ts';
import { newIntake, newRun } from '../approval-app/run-records.ts';
import type { PagesHouse } from '../browser/pages-house.ts';
import { type SeededRun, seedRun } from '../browser/seed-run.ts';

const repositories = 12;

/** Which share of the copies stands where. The rest of a workspace's runs are over. */
const waiting = 300;
const working = 60;

/** Tables with rows of a run; those of the app itself are not copied. */
const tablesOfRuns = [
  'workflowRuns',
  'promptRequests',
  'runtimeEvents',
  'provenanceEvents',
  'evidenceArtifacts',
  'candidatePatchSets',
  'policyVerdicts',
  'approvalSubjects',
  'inboxEntries',
] as const;

/** All rows of one run, as text. */
interface Template {
  readonly runId: string;
  readonly rows: ReadonlyMap<string, readonly string[]>;
}

/**
 * A ledger of a busy organisation. One run of each kind goes through the ledger's own functions, and
 * so do the 100,000 events, in the batches in which a job sends them. The other runs are copies of
 * all rows that these left, under other ids, put in as `npx convex import` would: 10,000 runs
 * through the functions are 100,000 calls, which take a quarter of an hour. Answers with the run of
 * 100,000 events, which waits for a decision.
 */
export async function fillLedger(
  house: PagesHouse,
  { runs, events }: { readonly runs: number; readonly events: number },
): Promise<SeededRun> {
  const { host } = house;
  if (!('importRows' in host)) throw new Error('a real backend is not filled for a benchmark');
  const storage = house.storage(proposeClaims);
  await host.importRows('laneCounts', copiesPerLane(runs));
  const asked = await seedRun(house, { title: 'Fix off-by-one in pagination', runtimeEvents: 2 });
  const over = await seedRun(house, { title: 'Round up the last page', runtimeEvents: 2 });
  await storage.transition(over.runId, 'cancelled', { reason: 'not needed any more' });
  const { run: going } = await storage.createWorkflowFromIntake(newIntake(), newRun());
  for (const state of ['provisioning', 'running'] as const)
    await storage.transition(going.id, state);
  const templates = await Promise.all(
    [asked.runId, going.id, over.runId].map(async (runId) => await templateOf(host, runId)),
  );
  for (let from = 0; from < runs; from += 500)
    await plant(
      host,
      templates,
      Array.from({ length: 500 }, (_, at) => from + at),
    );
  await enrolMore(host);
  return await seedRun(house, {
    title: 'A run that took all night',
    runtimeEvents: events,
  });
}

async function plant(
  host: DemoStore,
  templates: readonly Template[],
  copies: readonly number[],
): Promise<void> {
  for (const table of tablesOfRuns) {
    const rows = copies.flatMap((at) => {
      const template = templates[at < waiting ? 0 : at < waiting + working ? 1 : 2];
      return (template?.rows.get(table) ?? []).map((row) => copyOf(row, template?.runId ?? '', at));
    });
    await host.importRows(table, rows);
  }
}

async function templateOf(host: DemoStore, runId: string): Promise<Template> {
  const rows = new Map<string, string[]>();
  for (const table of tablesOfRuns) {
    const all = await host.exportRows(table);
    const [request] = rows.get('workflowRuns')?.join().match(requestId) ?? [];
    const ids = table === 'promptRequests' && request ? [request] : [runId];
    rows.set(
      table,
      all.filter((row) => ids.some((id) => row.includes(id))),
    );
  }
  return { runId, rows };
}

const requestId = /prompt-request-[0-9a-f]{32}/g;

/** The same row of another run: of another repository, with another number, an hour earlier each. */
function copyOf(row: string, runId: string, at: number): string {
  const repository = repositoryOf(at);
  return row
    .replaceAll(runId, `run-${hex(at)}`)
    .replaceAll(requestId, `prompt-request-${hex(at)}${hex(at)}`)
    .replaceAll(/"deliveryId":"[^"]*"/g, `"deliveryId":"delivery-${hex(at)}"`)
    .replaceAll('"github:42"', `"github:${repository}"`)
    .replaceAll('acme/api', `acme/service-${repository}`)
    .replaceAll('"number":482', `"number":${1_000 + at}`)
    .replaceAll(/"(createdAt|updatedAt)":(\d+)/g, (_, name, time) => earlier(name, time, at));
}

/** How many of the copies stand where; what goes through the functions is counted by them. */
function copiesPerLane(runs: number): string[] {
  const copies = [
    ['needs-decision', waiting],
    ['running', working],
    ['ended', runs - waiting - working],
  ] as const;
  return copies.map(([lane, count]) =>
    JSON.stringify({ workspaceId: 'workos:org_acme', lane, runs: count }),
  );
}

/** A job of any of them may come: the list of repositories is as long as the organisation has them. */
async function enrolMore(host: DemoStore): Promise<void> {
  const [enrolled] = await host.exportRows('repositories');
  const ids = Array.from({ length: repositories - 1 }, (_, at) => repositoryOf(at + 1));
  await host.importRows(
    'repositories',
    ids.map((id) => (enrolled ?? '').replaceAll('"github:42"', `"github:${id}"`)),
  );
}

function earlier(name: string, time: string, at: number): string {
  return `"${name}":${Number(time) - at * 60_000}`;
}

function repositoryOf(at: number): number {
  return 42 + (at % repositories);
}

function hex(at: number): string {
  return createHash('sha256').update(`copy ${at}`).digest('hex').slice(0, 16);
}
