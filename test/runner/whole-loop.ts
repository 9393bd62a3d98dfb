import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { type ModelRoute, startModelRoute } from '../../action/embedded/model/model-route.ts';
import { readCassette } from '../../action/embedded/model/read-cassette.ts';
import { root } from '../house/tree.ts';
import { readWorkflow } from '../house/workflow-files.ts';
import { commentOn, type Fired, labelIssue } from './events.ts';
import { runAct } from './run-act.ts';
import type { Scene } from './scene.ts';

const workflow = 'self-hosted.yml';
/** The workflow run that act's jobs belong to. */
const workflowRun = 1_000;

/**
 * From a label to a draft pull request, with GitHub only and a model server of one's own: both
 * jobs under act, the sandbox on this machine, the bundle as an artifact between them.
 */
export async function wholeLoop(scene: Scene): Promise<void> {
  const { world, stage } = scene;
  const model = await startModelServer();
  try {
    shareDownloads(stage.home);
    const event = await labelIssue(world, 'mia-maintains');
    await world.github.startRun({
      id: workflowRun,
      path: `.github/workflows/${workflow}`,
      event: 'issues',
      actor: 'mia-maintains',
    });
    const proposed = await start(scene, 'propose', event, 'mia-maintains', model);
    assert.equal(proposed.code, 0, proposed.text);
    assert.match(proposed.text, /set-output:: state=awaiting-decision/);
    const [artifact = ''] = stage.artifactNames();
    assert.match(artifact, /^patchplane-run-[0-9a-f]{16}$/);
    const folder = join(stage.artifacts, artifact);
    await world.github.uploadArtifact({ runId: workflowRun, name: artifact, folder });

    const digest = /set-output:: subject-sha256=([0-9a-f]{12})/.exec(proposed.text)?.[1];
    const approval = `/patchplane approve ${digest}`;
    const answer = commentOn(world, event.issue, 'will-writes', approval);
    const published = await start(scene, 'publish', answer, 'will-writes', model);
    assert.equal(published.code, 0, published.text);
    assert.match(published.text, /set-output:: state=published/);
    assert.match(published.text, /set-output:: branch=refs\/heads\/patchplane\//);
    assert.deepEqual(stage.artifactNames(), [artifact, `${artifact}-published`]);
    assert.equal(world.github.state().pulls.length, 1);
    assert.ok(world.github.state().checks.every(({ status }) => status === 'completed'));
  } finally {
    await model.route.close();
  }
}

interface ModelServer {
  readonly route: ModelRoute;
  readonly key: string;
}

function start(
  { act, stage, world }: Scene,
  job: string,
  event: Fired,
  actor: string,
  { route, key }: ModelServer,
) {
  return runAct(act, stage, {
    workflow,
    job,
    event,
    actor,
    environment: { ...world.environment(workflow), GITHUB_RUN_ID: String(workflowRun) },
    token: world.token(workflow, job),
    secrets: { PATCHPLANE_AGENT_API_KEY: key },
    variables: { PATCHPLANE_AGENT_BASE_URL: `${route.url}/v1` },
  }).ended;
}

/** A server that speaks /chat/completions and plays a recorded conversation. */
async function startModelServer(): Promise<ModelServer> {
  const step = readWorkflow(`examples/workflows/${workflow}`).jobs['propose']?.steps[0];
  const model = step?.with['agent-model'] ?? '';
  const file = join(root, 'examples', 'cassettes', 'fix-pagination.json');
  const cassette = { ...readCassette(readFileSync(file, 'utf8')), model };
  const adminKey = 'the-admin-key-of-this-test';
  const route = await startModelRoute({ adminKey, cassette });
  const response = await fetch(`${route.url}/grants`, {
    method: 'POST',
    headers: { authorization: `Bearer ${adminKey}` },
    body: JSON.stringify({
      runId: 'run-0000000000000000',
      model,
      pricing: { input: 0, output: 0, cacheRead: 0, cacheWrite: 0 },
      maxRequests: 100,
      maxCostUsd: 1,
      expiresAt: Date.now() + 600_000,
    }),
  });
  const { token } = z.object({ token: z.string() }).parse(await response.json());
  return { route, key: token };
}

/** What a runner fetches once stays with it; here, with this checkout. */
function shareDownloads(home: string): void {
  const cache = join(root, '.patchplane', 'cache');
  mkdirSync(join(home, 'act', 'tool_cache'), { recursive: true });
  symlinkSync(cache, join(home, 'act', 'tool_cache', 'patchplane'));
}
