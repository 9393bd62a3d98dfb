import { rmSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { requireBubblewrap } from '../embedded/bubblewrap.ts';
import { type Cloud, startCloud } from '../embedded/cloud.ts';
import { type Guardian, startGuardian } from '../embedded/guardian.ts';
import { keepLoopbackDirect } from '../embedded/loopback.ts';
import { requireSource, type Source } from '../embedded/source.ts';
import { sampleTask, trigger } from '../embedded/trigger.ts';
import { door, exitCodes } from './door.ts';
import { openInBrowser } from './start/browser.ts';
import { createDisplay, type Display } from './start/display.ts';
import { finish } from './start/finish.ts';
import { type Flags, readFlags } from './start/flags.ts';
import { listenForInterruption, unlessInterrupted } from './start/interruption.ts';
import { startJob } from './start/job.ts';
import { loop } from './start/loop.ts';
import { type ChosenModel, chooseModel } from './start/model.ts';
import { createScreen, type Screen } from './start/screen.ts';
import { stopWith } from './start/stop-job.ts';

const stateDir = resolve('.patchplane', 'state');
const cacheDir = resolve('.patchplane', 'cache');

await door(async () => {
  const from = process.env['PATCHPLANE_CALLED_FROM'] ?? process.cwd();
  const parsed = await readFlags(process.argv.slice(2), from);
  if (parsed.kind === 'help') {
    process.stdout.write(parsed.text);
    return exitCodes.done;
  }
  return start(parsed.flags);
});
// A boot that was interrupted half-way may still hold something open.
process.exit();

interface Start {
  readonly flags: Flags;
  readonly source: Source;
  readonly chosen: ChosenModel;
  readonly screen: Screen;
  readonly display: Display;
  readonly stopped: AbortSignal;
}

/** `npm start`: everything that can be wrong first, then the embedded cloud and the loop. */
async function start(flags: Flags): Promise<number> {
  const screen = createScreen(process.stdout);
  const display = createDisplay(flags.json ? 'json' : 'text', screen, Date.now);
  const source: Source = flags.repo ? { kind: 'repository', path: flags.repo } : { kind: 'sample' };
  const chosen = chooseModel(flags, process.env);
  await requireSource(source, process.env['PATH'] ?? '');
  requireBubblewrap(process.env['PATH'] ?? '', (text) => display.say(text));
  keepLoopbackDirect(process.env);
  forgetOldResult(flags.out);
  if (chosen.note) display.say(chosen.note);

  const guardian = startGuardian();
  const stopped = listenForInterruption();
  try {
    return await run({ flags, source, chosen, screen, display, stopped }, guardian);
  } finally {
    display.close();
    await guardian.close();
  }
}

async function run(start: Start, guardian: Guardian): Promise<number> {
  const { flags, display, stopped, screen } = start;
  const dispatched = Promise.withResolvers<string>();
  const cloud = await boot(start, guardian, dispatched.resolve);
  if (!cloud) {
    display.say('Interrupted before anything ran.');
    return exitCodes.endedOtherwise;
  }
  try {
    const end = await loop({
      ...{ cloud, flags, display, stopped, dispatched: dispatched.promise },
      trigger: trigger(cloud, flags.task ?? sampleTask),
      startJob(name, environment) {
        const job = startJob(name, environment, cloud.folder, (event) => display.progress(event));
        guardian.watchUntil(job.process.pid, job.ended);
        stopWith(stopped, job);
        return job;
      },
      onWaiting(url) {
        display.ask(url);
        if (screen.isTTY && !flags.json) openInBrowser(url, process.env['PATH'] ?? '');
      },
    });
    if (stopped.aborted) display.say('Interrupted.');
    return await finish({ end, flags, cloud, stateDir, display });
  } finally {
    await cloud.close();
  }
}

/** Undefined when somebody wanted us to stop meanwhile; what did start goes with this process. */
async function boot(
  { source, chosen, flags, display, stopped }: Start,
  guardian: Guardian,
  onPublish: (runId: string) => void,
) {
  const startedAt = Date.now();
  const stage = { kind: 'stage', stage: 'boot' } as const;
  display.progress({ ...stage, status: 'started', elapsedMs: 0 });
  const { model } = chosen;
  const { port } = flags;
  const starting = startCloud({ stateDir, cacheDir, source, model, port, onPublish, guardian });
  const cloud = await unlessInterrupted(stopped, starting);
  if (!cloud) await closeLate(starting);
  const elapsedMs = Date.now() - startedAt;
  const detail = 'embedded cloud on loopback';
  if (cloud) display.progress({ ...stage, status: 'succeeded', elapsedMs, detail });
  return cloud;
}

const lateMs = 3_000;

/** What is half up can not be stopped well; what is up soon can. */
async function closeLate(starting: Promise<Cloud>): Promise<void> {
  const late = new Promise((resolve) => setTimeout(resolve, lateMs).unref());
  const closed = starting.then((cloud) => cloud.close()).catch(() => undefined);
  await Promise.race([closed, late]);
}

/** A result of an earlier run must not be taken for this one's. */
function forgetOldResult(out: string | undefined): void {
  if (out !== undefined && statSync(out, { throwIfNoEntry: false })?.isFile()) rmSync(out);
}
