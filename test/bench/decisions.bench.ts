import { z } from 'zod';
import { RunView } from '../../approval-app/contract/run-view.ts';
import type { PagesHouse } from '../browser/pages-house.ts';
import { seedRun } from '../browser/seed-run.ts';
import { median, type Row, rounded } from './row.ts';
import { cookiesOf } from './sign-in.ts';

export const crowd = 50;
const warmUps = 3;
const alone = 9;

interface Person {
  readonly house: PagesHouse;
  readonly cookie: string;
}

interface Asked {
  readonly runId: string;
  /** What is sent: a rejection of exactly this run as it stands. */
  readonly body: string;
}

interface Answered {
  readonly ms: number;
  readonly status: string;
}

/**
 * How long an answer takes from request to reply over the app's own interface, when fifty people
 * answer at once; the reference is one answer at a time. All of it is in the figure: the person is
 * asked for at the identity provider, the ledger decides, and the job that closes the check is
 * started at the forge.
 */
export async function measureDecisions(house: PagesHouse): Promise<Row[]> {
  const people: Person[] = [];
  for (let at = 0; at < crowd; at += 1)
    people.push({ house, cookie: await cookiesOf(house, `user_crowd${at}`) });
  const [first] = people;
  if (!first) return [];
  const asked = async (many: number) => {
    const runs: Asked[] = [];
    while (runs.length < many) runs.push(await waitingRun(first));
    return runs;
  };

  const one: number[] = [];
  for (const run of await asked(warmUps + alone)) one.push((await answer(first, run)).ms);
  const single = median(one.slice(warmUps));
  const runs = await asked(crowd);
  const own = await Promise.all(
    runs.map(async (run, at) => await answer(people[at] ?? first, run)),
  );
  const [contested] = await asked(1);
  const same = contested
    ? await Promise.all(people.map(async (person) => await answer(person, contested)))
    : [];

  requireRecorded(own, crowd);
  requireRecorded(same, 1);
  return [
    ...rowsOf(`${crowd} people at once, each about a run of their own`, own, single),
    ...rowsOf(`${crowd} people at once about one run`, same, single),
  ];
}

async function waitingRun({ house, cookie }: Person): Promise<Asked> {
  const { runId } = await seedRun(house, { runtimeEvents: 2 });
  const page = await fetch(new URL(`/api/runs/${runId}`, house.url), { headers: { cookie } });
  const { subjectSha256, projection } = RunView.parse(await page.json());
  const body = { subjectSha256, action: 'reject', comment: 'not like this', seen: projection };
  return { runId, body: JSON.stringify(body) };
}

async function answer({ house, cookie }: Person, { runId, body }: Asked): Promise<Answered> {
  const startedAt = performance.now();
  const reply = await fetch(new URL(`/api/runs/${runId}/decision`, house.url), {
    method: 'POST',
    headers: { cookie, origin: house.url, 'content-type': 'application/json' },
    body,
  });
  const { status } = Reply.parse(await reply.json());
  return { ms: performance.now() - startedAt, status };
}

const Reply = z.looseObject({ status: z.string() });

function requireRecorded(answered: readonly Answered[], wanted: number): void {
  const recorded = answered.filter(({ status }) => status === 'recorded').length;
  if (recorded !== wanted)
    throw new Error(`${recorded} answers were recorded, not ${wanted}: ${answered[0]?.status}`);
}

function rowsOf(name: string, answered: readonly Answered[], single: number): Row[] {
  const sorted = answered.map(({ ms }) => ms).sort((left, right) => left - right);
  return [50, 95].map((share) => {
    const value = sorted[Math.ceil((sorted.length * share) / 100) - 1] ?? 0;
    return {
      name: `decision, ${name}: p${share}`,
      value: rounded(value),
      unit: 'ms',
      reference: rounded(single),
      ratio: rounded(value / single),
      target: `at most ${crowd} times one alone: no worse than one after the other`,
      holds: value <= crowd * single,
    };
  });
}
