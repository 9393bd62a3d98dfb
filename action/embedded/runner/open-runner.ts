import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Failure } from '../../domain/failure.ts';
import { startDaytona } from '../daytona/start-daytona.ts';
import { type Guardian, startGuardian } from '../guardian.ts';
import { ensurePi } from '../pi-package.ts';
import { requireNodeForPi } from './node-for-pi.ts';
import { npmFolder } from './npm-folder.ts';
import { type PreparedRunner, prepareRunner } from './prepare-runner.ts';
import { createRunnerSystem } from './runner-system.ts';

export interface RunnerOptions {
  /** What is fetched once: Pi. */
  readonly cacheDir: string;
  /** Sandboxes get a folder of their own in it. */
  readonly tempDir: string;
  readonly path: string;
  /** How to do without jails on this machine, as a sentence. */
  readonly elsewhere: string;
  readonly note: (text: string) => void;
}

/** Jails on this machine, behind the wire of Daytona. */
export interface Runner {
  /** Opens what sandboxes of this purpose need; Pi is there for agents only. */
  open(purpose: 'agent' | 'verify'): Promise<OpenedRunner>;
  /** Ends every jail and removes what they left; what is being opened meanwhile ends too. */
  close(): Promise<void>;
}

export interface OpenedRunner {
  readonly apiUrl: string;
  readonly apiKey: string;
  /** What isolates here, read back from the machine. */
  readonly facts: Readonly<Record<string, string>>;
}

/** Does nothing yet: a job that is refused leaves this machine as it was. */
export function createRunner(options: RunnerOptions): Runner {
  const closers: (() => Promise<void>)[] = [];
  let ground: Promise<Ground> | undefined;
  let closed = false;

  return {
    async open(purpose) {
      if (purpose === 'agent') requireNodeForPi(process.versions.node);
      ground ??= layGround(options);
      const { folder, guardian, prepared } = await ground;
      const pi = purpose === 'agent' ? { piDir: await fetchPi(options, guardian) } : {};
      if (closed) throw tooLate();
      const apiKey = `dtn_${randomBytes(20).toString('hex')}`;
      const daytona = await startDaytona({
        stateDir: join(folder, purpose),
        apiKey,
        bwrap: prepared.bwrap,
        nodeBin: process.execPath,
        onStarted: guardian.watchUntil,
        log: options.note,
        ...npmFolder(process.execPath),
        ...pi,
      });
      closers.push(daytona.close);
      if (closed) await daytona.close();
      return { apiUrl: daytona.apiUrl, apiKey, facts: prepared.facts };
    },
    async close() {
      closed = true;
      await Promise.allSettled(closers.map((close) => close()));
      // Installing something may take minutes; whoever closes does not wait for it.
      await Promise.race([ground?.then(leave).catch(() => undefined), soon()]);
    },
  };
}

interface Ground {
  readonly folder: string;
  readonly guardian: Guardian;
  readonly prepared: PreparedRunner;
}

async function layGround(options: RunnerOptions): Promise<Ground> {
  const system = createRunnerSystem(options.path, options.note);
  const prepared = await prepareRunner(system, options.elsewhere);
  const guardian = startGuardian();
  const folder = mkdtempSync(join(options.tempDir, 'patchplane-jails-'));
  guardian.remove(folder);
  return { folder, guardian, prepared };
}

async function leave({ folder, guardian }: Ground): Promise<void> {
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  await guardian.close();
}

function fetchPi({ cacheDir }: RunnerOptions, guardian: Guardian): Promise<string> {
  return ensurePi({ cacheDir, onStarted: guardian.watchUntil });
}

function tooLate(): Failure {
  return new Failure({ code: 'cancelled', tell: 'The job ended before there was a sandbox.' });
}

const soonMs = 2_000;

function soon(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, soonMs).unref());
}
