import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { requireBubblewrap } from '../embedded/bubblewrap.ts';
import { type Cloud, startCloud } from '../embedded/cloud.ts';
import { startGuardian, whenNpmDies } from '../embedded/guardian.ts';
import { deliver } from '../embedded/source.ts';
import { sampleTask, trigger } from '../embedded/trigger.ts';
import { door, exitCodes } from './door.ts';
import { openInBrowser } from './start/browser.ts';
import { createDisplay, type Display } from './start/display.ts';
import { type Flags, readFlags } from './start/flags.ts';
import type { Job } from './start/job.ts';
import { type LoopEnd, loop } from './start/loop.ts';
import { chooseModel } from './start/model.ts';
import { resultOf } from './start/result.ts';
import { tellEnd } from './start/tell-end.ts';

const stateDir = resolve('.patchplane', 'state');
const cacheDir = resolve('.patchplane', 'cache');

await door(async () => {
  const parsed = await readFlags(
    process.argv.slice(2),
    process.env['PATCHPLANE_CALLED_FROM'] ?? process.cwd(),
  );
  if (parsed.kind === 'help') {
    process.stdout.write(parsed.text);
    return exitCodes.done;
  }
  return start(parsed.flags);
});
// A boot that was interrupted half-way may still hold something open.
process.exit();

/** `npm start`: boots the embedded cloud, runs the loop once, says how it went. */
async function start(flags: Flags): Promise<number> {
  const screen = {
    isTTY: process.stdout.isTTY === true,
    columns: process.stdout.columns ?? 80,
    write: (text: string) => void process.stdout.write(text),
  };
  const display = createDisplay(flags.json ? 'json' : 'text', screen, Date.now);
  const chosen = chooseModel(flags, process.env);
  if (chosen.note) display.say(chosen.note);
  requireBubblewrap(process.env['PATH'] ?? '', (text) => display.say(text));

  const guardian = startGuardian();
  const jobs: Job[] = [];
  let cloud: Cloud | undefined;
  const interrupted = interruption(jobs);
  const running = async (): Promise<number> => {
    const dispatched = Promise.withResolvers<string>();
    cloud = await boot(display, () =>
      startCloud({
        stateDir,
        cacheDir,
        source: flags.repo ? { kind: 'repository', path: flags.repo } : { kind: 'sample' },
        model: chosen.model,
        port: flags.port,
        onPublish: dispatched.resolve,
        guardian,
      }),
    );
    const end = await loop({
      cloud,
      trigger: trigger(cloud, flags.task ?? sampleTask),
      flags,
      display,
      dispatched: dispatched.promise,
      onJob(job) {
        jobs.push(job);
        if (job.process.pid) guardian.watch(job.process.pid);
      },
      onWaiting: (url) => askPerson(url, display, screen.isTTY),
    });
    return finish(flags, end, cloud, display);
  };
  try {
    const end = await Promise.race([running(), interrupted]);
    if (end !== 'interrupted') return end;
    display.say('Interrupted: nothing more was published.');
    return exitCodes.endedOtherwise;
  } finally {
    display.close();
    await cloud?.close();
    await guardian.close();
  }
}

async function boot(display: Display, work: () => Promise<Cloud>): Promise<Cloud> {
  const startedAt = Date.now();
  display.progress({ kind: 'stage', stage: 'boot', status: 'started', elapsedMs: 0 });
  const cloud = await work();
  const elapsedMs = Date.now() - startedAt;
  display.progress({
    kind: 'stage',
    stage: 'boot',
    status: 'succeeded',
    elapsedMs,
    detail: 'embedded cloud on loopback',
  });
  return cloud;
}

/** Settles when somebody wants us to stop; a job that runs gets the time to seal what it has. */
function interruption(jobs: readonly Job[]): Promise<'interrupted'> {
  return new Promise((stopped) => {
    let asked = false;
    const stop = () => {
      if (asked) return;
      asked = true;
      const running = jobs.filter(
        (job) => job.process.exitCode === null && job.process.signalCode === null,
      );
      for (const job of running) job.process.kill('SIGTERM');
      const patience = new Promise((done) => setTimeout(done, 5_000).unref());
      void Promise.race([patience, Promise.allSettled(running.map((job) => job.ended))]).then(
        () => {
          for (const job of running) job.process.kill('SIGKILL');
          stopped('interrupted');
        },
      );
    };
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
    // Nobody is left to read what we would say, or to decide.
    whenNpmDies(() => process.kill(process.pid, 'SIGKILL'));
  });
}

function askPerson(url: string, display: Display, terminal: boolean): void {
  display.say(`\nYour decision, please: ${url}\n`);
  if (terminal) openInBrowser(url, process.env['PATH'] ?? '');
}

function finish(flags: Flags, end: LoopEnd, cloud: Cloud, display: Display): number {
  const result = resultOf(end.folder, end.jobs, end.refusal !== undefined);
  if (flags.repo && result.publication.branch && result.publication.status === 'published') {
    deliver(cloud.hosted.bareDir, flags.repo, result.publication.branch);
  }
  if (flags.out) writeFileSync(flags.out, `${JSON.stringify(result, null, 2)}\n`);
  tellEnd({ end, result, flags, display });
  if (flags.decide === 'reject')
    return result.run.state === 'rejected' ? exitCodes.done : exitCodes.endedOtherwise;
  if (flags.decide === 'approve')
    return result.run.state === 'published' ? exitCodes.done : exitCodes.endedOtherwise;
  return ['published', 'rejected'].includes(result.run.state)
    ? exitCodes.done
    : exitCodes.endedOtherwise;
}
