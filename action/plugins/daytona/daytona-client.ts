import type { Failure } from '../../domain/failure.ts';
import { sandboxLost, toFailure } from './daytona-failure.ts';
import type { Daytona, Sandbox as SdkSandbox } from './daytona-sdk.cjs';
import { type Call, type Patience, patiently } from './patience.ts';

export interface DaytonaAccess {
  readonly apiKey: string;
  readonly apiUrl: string;
  readonly target?: string;
}

/** How a call differs from a short one that must not be repeated. */
export type Manners = Partial<Omit<Call, 'what'>>;

/** The SDK with our manners: bounded calls, patience with throttling, our failures. */
export interface DaytonaClient {
  readonly patience: Patience;
  /** `what` completes "Daytona could not ...". */
  api<Result>(
    what: string,
    work: (daytona: Daytona) => Promise<Result>,
    manners?: Manners,
  ): Promise<Result>;
  /** On one sandbox; throws `Failure` `sandbox-lost` when that is why it failed. */
  inside<Result>(
    id: string,
    what: string,
    work: (sandbox: SdkSandbox) => Promise<Result>,
    manners?: Manners,
  ): Promise<Result>;
  /** Whether the sandbox is there and not on its way out. */
  isAlive(id: string): Promise<boolean>;
  forget(id: string): void;
}

/** Larger than every limit of ours: those end a call, this one only what nobody waits for. */
const requestTimeoutMs = 900_000;

export function createDaytonaClient(access: DaytonaAccess, patience: Patience): DaytonaClient {
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
    manners: Manners = {},
  ): Promise<Result> {
    loading ??= connect();
    const daytona = await loading;
    const call = { what, manner: 'once', limitMs: patience.callMs, ...manners } as const;
    return await patiently(() => work(daytona), call, patience);
  }

  async function isAlive(id: string): Promise<boolean> {
    try {
      const { state } = await api('look up a sandbox', (daytona) => daytona.get(id), repeatable);
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
    manners?: Manners,
  ): Promise<Result> {
    try {
      return await api(
        what,
        async (daytona) => {
          const sandbox = known.get(id) ?? (await daytona.get(id));
          known.set(id, sandbox);
          return work(sandbox);
        },
        manners,
      );
    } catch (error) {
      const alive = await isAlive(id).catch(() => true);
      throw alive ? error : sandboxLost(error);
    }
  }

  return { patience, api, inside, isAlive, forget: (id) => void known.delete(id) };
}

/** Asking again changes nothing. */
export const repeatable = { manner: 'repeatable' } as const satisfies Manners;

/** Carries bytes, and carrying them again leaves the same. */
export function transfer({ patience }: Pick<DaytonaClient, 'patience'>): Manners {
  return { manner: 'repeatable', limitMs: patience.transferMs };
}

export function hasCode(error: unknown, code: Failure['code']): boolean {
  return toFailure(error, '').code === code;
}
