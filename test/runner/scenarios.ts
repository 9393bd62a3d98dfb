import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { deaf, dyingDoor, killed } from './doors.ts';
import { commentOn, type Fired, labelIssue } from './events.ts';
import { type ActRun, runAct } from './run-act.ts';
import type { Scene } from './scene.ts';
import { wholeLoop } from './whole-loop.ts';
import type { World } from './world.ts';

/** What is proven by running a shipped workflow, and how. */
export const scenarios: readonly (readonly [string, (scene: Scene) => Promise<void>])[] = [
  ['minimal.yml: who may not ask is refused, told so, and nothing stays open', refused],
  ['minimal.yml: a door that is killed: the check fails, the comment is final', dies],
  ['minimal.yml: a cancelled job ends at once and leaves no process behind', cancelled],
  ['minimal.yml: an approval of nothing publishes nothing', approvesNothing],
  ['self-hosted.yml: from a label to a draft pull request', wholeLoop],
];

async function refused(scene: Scene): Promise<void> {
  const { world } = scene;
  const event = await labelIssue(world, 'sam-reports');
  const { code, text } = await start(scene, 'propose', event, 'sam-reports').ended;

  assert.notEqual(code, 0, text);
  assert.match(text, /set-output:: state=refused/);
  assert.match(text, /set-output:: run-id=run-[0-9a-f]{16}/);
  assert.match(commentOf(world, event), /permission/);
  assert.deepEqual(openChecks(world), []);
  assert.equal(scene.stage.artifactNames().length, 1, 'the refused run has its evidence, too');
  // The runner masks what it was told to.
  assert.doesNotMatch(text, new RegExp(world.token('minimal.yml', 'propose')));
}

async function dies(scene: Scene): Promise<void> {
  const { stage, world } = scene;
  const event = await labelIssue(world, 'mia-maintains');
  stage.replaceDoor(dyingDoor(world, event.issue, world.headSha, killed));
  const { code, text } = await start(scene, 'propose', event, 'mia-maintains').ended;

  assert.notEqual(code, 0, 'the job fails, since its door did');
  assert.match(text, /the check is open: 201/);
  assert.match(text, /run-0123456789abcdef was left open and is now failed\./);
  assert.match(text, /set-output:: state=failed/);
  assert.match(commentOf(world, event), /Stopped at: .+\n- Because: .+\n- Do this: /);
  assert.deepEqual(conclusions(world), ['failure']);
  assert.deepEqual(openChecks(world), []);
}

/**
 * act ends a cancelled composite action without its `always()` steps, where GitHub's runner gives
 * each of them a chance; that they close the check then is in `cancelled-steps.test.ts`.
 */
async function cancelled(scene: Scene): Promise<void> {
  const { stage, world } = scene;
  const event = await labelIssue(world, 'mia-maintains');
  stage.replaceDoor(dyingDoor(world, event.issue, world.headSha, deaf));
  const run = start(scene, 'propose', event, 'mia-maintains');
  await run.printed('the check is open: 201');
  run.cancel();
  const { code, text } = await run.ended;

  assert.notEqual(code, 0, text);
  assert.deepEqual(processesIn(stage.home), []);
}

/** Command lines of processes that were started from this folder. */
function processesIn(folder: string): readonly string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(commandOf)
    .filter((command) => command.includes(folder));
}

function commandOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}

async function approvesNothing(scene: Scene): Promise<void> {
  const { world } = scene;
  const { issue } = await labelIssue(world, 'mia-maintains');
  const event = commentOn(world, issue, 'mia-maintains', '/patchplane approve 0123456789ab');
  const before = world.github.state();
  const { code, text } = await start(scene, 'publish', event, 'mia-maintains').ended;

  assert.notEqual(code, 0, text);
  assert.doesNotMatch(text, /PatchPlane has a bug/);
  assert.deepEqual(world.github.state().pulls, before.pulls);
}

function start({ act, stage, world }: Scene, job: string, event: Fired, actor: string): ActRun {
  const workflow = 'minimal.yml';
  return runAct(act, stage, {
    workflow,
    job,
    event,
    actor,
    environment: world.environment(workflow),
    token: world.token(workflow, job),
    secrets: { ANTHROPIC_API_KEY: 'sk-ant-not-a-key-000000' },
  });
}

function commentOf({ github }: World, { issue }: Fired): string {
  const bodies = github
    .state()
    .comments.flatMap((comment) =>
      comment.issue === issue && comment.author.login === 'github-actions[bot]' ? comment.body : [],
    );
  assert.equal(bodies.length, 1, 'one comment');
  return bodies[0] ?? '';
}

function openChecks({ github }: World): readonly unknown[] {
  return github.state().checks.filter(({ status }) => status !== 'completed');
}

function conclusions({ github }: World): readonly (string | null)[] {
  return github.state().checks.map(({ conclusion }) => conclusion);
}
