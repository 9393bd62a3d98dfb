import { rmSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Cloud, startCloud } from '../../embedded/cloud.ts';
import { type Guardian, startGuardian } from '../../embedded/guardian.ts';
import { keepLoopbackDirect } from '../../embedded/loopback.ts';
import type { Source } from '../../embedded/source.ts';
import { sampleTask, trigger } from '../../embedded/trigger.ts';
import { exitCodes } from '../door.ts';
import { openInBrowser } from './browser.ts';
import type { Display } from './display.ts';
import { finish } from './finish.ts';
import type { Flags } from './flags.ts';
import { listenForInterruption, unlessInterrupted } from './interruption.ts';
import { startJob } from './job.ts';
import { loop } from './loop.ts';
import type { ChosenModel } from './model.ts';
import type { Screen } from './screen.ts';
import { stopWith } from './stop-job.ts';

export interface Prepared {
  readonly flags: Flags;
  readonly source: Source;
  readonly chosen: ChosenModel;
  readonly screen: Screen;
  readonly display: Display;
}

const stateDir = resolve('.patchplane', 'state');
const cacheDir = resolve('.patchplane', 'cache');

/** Boots the embedded cloud, runs the loop once, says how it went. Returns the exit code. */
export async function run(prepared: Prepared): Promise<number> {
  const { flags, chosen, display } = prepared;
  keepLoopbackDirect(process.env);
  forgetOldResult(flags.out);
  if (chosen.note) display.say(chosen.note);
  const guardian = startGuardian();
  const stopped = listenForInterruption();
  const dispatched = Promise.withResolvers<string>();
  let cloud: Cloud | undefined;
  try {
    cloud = await boot(prepared, guardian, stopped, dispatched.resolve);
    if (cloud) return await drive(prepared, cloud, guardian, stopped, dispatched.promise);
    display.say('Interrupted before anything ran.');
    return exitCodes.endedOtherwise;
  } finally {
    display.close();
    await inTime(cloud?.close());
    await guardian.close();
  }
}

async function drive(
  { flags, screen, display }: Prepared,
  cloud: Cloud,
  guardian: Guardian,
  stopped: AbortSignal,
  dispatched: Promise<string>,
): Promise<number> {
  const end = await loop({
    ...{ cloud, flags, display, stopped, dispatched },
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
}

/** Undefined when somebody wanted us to stop meanwhile. */
async function boot(
  { source, chosen: { model }, flags: { port, decide }, display }: Prepared,
  guardian: Guardian,
  stopped: AbortSignal,
  onPublish: (runId: string) => void,
): Promise<Cloud | undefined> {
  const startedAt = Date.now();
  const stage = { kind: 'stage', stage: 'boot' } as const;
  display.progress({ ...stage, status: 'started', elapsedMs: 0 });
  const pages = decide === undefined;
  const starting = startCloud({
    ...{ stateDir, cacheDir, source, model, port, pages, onPublish, guardian },
    pinKeys: true,
  });
  const cloud = await unlessInterrupted(stopped, starting);
  if (!cloud) {
    await closeLate(starting);
    return undefined;
  }
  const elapsedMs = Date.now() - startedAt;
  const detail = 'embedded cloud on loopback';
  display.progress({ ...stage, status: 'succeeded', elapsedMs, detail });
  return cloud;
}

/** What is half up can not be stopped well; what is up soon can. */
async function closeLate(starting: Promise<Cloud>): Promise<void> {
  await inTime(starting.then((cloud) => cloud.close()).catch(() => undefined));
}

const lateMs = 5_000;

/** A part that does not shut in time ends with this process, or by the guardian. */
async function inTime(closing: Promise<void> | undefined): Promise<void> {
  const late = new Promise((resolve) => setTimeout(resolve, lateMs).unref());
  await Promise.race([closing, late]);
}

/** A result of an earlier run must not be taken for this one's. */
function forgetOldResult(out: string | undefined): void {
  if (out !== undefined && statSync(out, { throwIfNoEntry: false })?.isFile()) rmSync(out);
}
