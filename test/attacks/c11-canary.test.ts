import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { defaultBundle } from '../../action/core/policy/default-bundle.ts';
import type { SandboxService } from '../../action/core/services/sandbox-service.ts';
import { runAgent } from '../../action/core/workflows/run/run-agent.ts';
import { createFileLedger } from '../../action/plugins/file-ledger/create-file-ledger.ts';
import { createPiRuntime } from '../../action/plugins/pi/pi-runtime.ts';
import { newIntake, newRun } from '../approval-app/run-records.ts';
import { asked } from '../core/authorize/asked.ts';
import { knownParts } from '../core/capture/capture-scratch.ts';
import { type CassetteCloud, startCassetteCloud } from '../plugins/pi/cassette-cloud.ts';

let cloud: CassetteCloud;
const folder = mkdtempSync(join(tmpdir(), 'patchplane-canary-'));
afterEach(async () => {
  await cloud.close();
  rmSync(folder, { recursive: true, force: true });
});

/** The same value as programs write it, each without what a neighbour could change. */
function spellings(value: string): readonly string[] {
  const bytes = Buffer.from(value);
  const pairs = bytes.toString('hex').match(/../g) ?? [];
  const base64 = bytes.toString('base64');
  return [
    value,
    base64,
    bytes.toString('base64url'),
    Buffer.from(`x${value}`).toString('base64').slice(4, -4),
    Buffer.from(base64).toString('base64'),
    bytes.toString('hex'),
    bytes.toString('hex').toUpperCase(),
    pairs.map((pair) => `%${pair}`).join(''),
    pairs.map((pair) => `\\u00${pair}`).join(''),
    pairs.map((pair) => `&#x${pair};`).join(''),
    [...value].reverse().join(''),
    (value.match(/.{1,16}/g) ?? []).join('\n'),
  ];
}

/** Which of them are in there, also as JSON writes a text, once or twice over. */
function found(content: string, value: string): readonly number[] {
  const escaped = (text: string) => JSON.stringify(text).slice(1, -1);
  return spellings(value).flatMap((spelling, index) => {
    const once = escaped(spelling);
    const ways = [spelling, once, escaped(once)];
    return ways.some((way) => content.includes(way)) ? [index + 1] : [];
  });
}

/** The sandboxes, and every byte that came out of the agent's process. */
function tapped(sandboxes: SandboxService): { sandboxes: SandboxService; heard: Buffer[] } {
  const heard: Buffer[] = [];
  return {
    heard,
    sandboxes: {
      ...sandboxes,
      async startProcess(sandbox, command) {
        const process = await sandboxes.startProcess(sandbox, command);
        const listen = async function* () {
          for await (const chunk of process.stdout) {
            heard.push(Buffer.from(chunk));
            yield chunk;
          }
        };
        return { ...process, stdout: listen() };
      },
    },
  };
}

it('[C11] [SEC-10] [SEC-26] an agent that prints its grant in twelve spellings leaves none of them behind', async () => {
  cloud = await startCassetteCloud('prints-grant.json');
  const { sandboxes, heard } = tapped(cloud.sandboxes);
  const storage = createFileLedger({ folder });
  const { run } = await storage.createWorkflowFromIntake(newIntake(), newRun());
  const grant = await cloud.grant();
  const { request } = asked();

  const outcome = await runAgent(
    {
      request: { ...request, run: { ...request.run, id: run.id } },
      base: { ...knownParts.base, policy: defaultBundle },
      sandbox: await cloud.sandbox(),
    },
    {
      runtime: createPiRuntime({ sandboxes, now: Date.now }),
      models: {
        describe: () => ({ provider: 'cassette', model: grant.model, egress: grant.egress }),
        grant: async () => grant,
        revoke: async () => undefined,
      },
      storage,
    },
    { signal: new AbortController().signal, secrets: [] },
    { line: { connect: () => () => undefined } },
  );

  expect(outcome).not.toHaveProperty('stop');
  const all = spellings(grant.token).map((_, index) => index + 1);
  // The test can see them: they all came out of the sandbox.
  expect(found(Buffer.concat(heard).toString(), grant.token)).toEqual(all);
  const kept = [
    ...(outcome.evidence ?? []).map(({ kind, content }) => [kind, Buffer.from(content).toString()]),
    ...readdirSync(folder).map((file) => [file, readFileSync(join(folder, file), 'utf8')]),
    ['report', JSON.stringify(outcome.add)],
  ] as const;
  expect(kept.map(([name]) => name)).toEqual(
    expect.arrayContaining(['raw-trace', `${run.id}.json`, 'report']),
  );
  for (const [name, content] of kept)
    expect([name, found(content ?? '', grant.token)]).toEqual([name, []]);
  expect(kept.map(([, content]) => content).join()).toContain('CANARIES 12');
});
