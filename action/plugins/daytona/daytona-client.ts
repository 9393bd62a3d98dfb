import { setTimeout as sleep } from 'node:timers/promises';
import { readSdkError, retryAfterSeconds, sandboxLost, toFailure } from './daytona-failure.ts';
import type { Daytona, Sandbox as SdkSandbox } from './daytona-sdk.cjs';

export interface DaytonaAccess {
  readonly apiKey: string;
  readonly apiUrl: string;
  readonly target?: string;
}

/** The SDK with our manners: bounded calls, patience with throttling, our failures. */
export interface DaytonaClient {
  /** `what` completes "Daytona could not ...". */
  api<Result>(what: string, work: (daytona: Daytona) => Promise<Result>): Promise<Result>;
  /** On one sandbox; throws `Failure` `sandbox-lost` when that is why it failed. */
  inside<Result>(
    id: string,
    what: string,
    work: (sandbox: SdkSandbox) => Promise<Result>,
  ): Promise<Result>;
  /** Whether the sandbox is there and not on its way out. */
  isAlive(id: string): Promise<boolean>;
  forget(id: string): void;
}

const requestTimeoutMs = 120_000;
const mostTries = 5;
const longestWaitSeconds = 30;

export function createDaytonaClient(access: DaytonaAccess): DaytonaClient {
  let loading: Promise<Daytona> | undefined;
  const known = new Map<string, SdkSandbox>();

  async function connect(): Promise<Daytona> {
    // Loading takes half a second; a run that is refused before never pays for it.
    const sdk = await import('./daytona-sdk.cjs');
    // All settings are given: what is missing, the SDK would take from the environment or
    // from a `.env` file of the folder it runs in, which may be the user's repository.
    return new sdk.Daytona({
      apiKey: access.apiKey,
      apiUrl: access.apiUrl,
      target: access.target ?? 'us',
      otelEnabled: false,
      // Polls fast at first and opens no event socket that somebody would have to close.
      useDeprecatedPolling: true,
      requestTimeoutMs,
    });
  }

  async function api<Result>(
    what: string,
    work: (daytona: Daytona) => Promise<Result>,
  ): Promise<Result> {
    loading ??= connect();
    const daytona = await loading;
    return patiently(() => work(daytona)).catch((error: unknown) => {
      throw toFailure(error, what);
    });
  }

  async function isAlive(id: string): Promise<boolean> {
    try {
      const { state } = await api('look up a sandbox', (daytona) => daytona.get(id));
      return state === 'started';
    } catch (error) {
      if (toFailure(error, '').code === 'not-found') return false;
      throw error;
    }
  }

  async function inside<Result>(
    id: string,
    what: string,
    work: (sandbox: SdkSandbox) => Promise<Result>,
  ): Promise<Result> {
    try {
      return await api(what, async (daytona) => {
        const sandbox = known.get(id) ?? (await daytona.get(id));
        known.set(id, sandbox);
        return work(sandbox);
      });
    } catch (error) {
      const alive = await isAlive(id).catch(() => true);
      throw alive ? error : sandboxLost(error);
    }
  }

  return { api, inside, isAlive, forget: (id) => void known.delete(id) };
}

/** A throttled call was not carried out, whatever it was, so it may be repeated. */
async function patiently<Result>(work: () => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      const details = readSdkError(error);
      if (details.statusCode !== 429 || attempt === mostTries) throw error;
      const seconds = retryAfterSeconds(details) ?? 2 ** (attempt - 1);
      if (seconds > longestWaitSeconds) throw error;
      await sleep(seconds * 1000);
    }
  }
}
