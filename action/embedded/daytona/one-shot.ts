import type { Jail } from './jail.ts';

/** A short program in a jail of its own, on the folders of its sandbox. */
export interface OneShot {
  /** Bash; values go in as `$1`, `$2` ... and never into this text. */
  readonly script: string;
  readonly parameters: readonly string[];
  readonly stdin?: Uint8Array;
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** A folder of the host, readable inside at `/run/incoming`. */
  readonly incoming?: string;
  readonly timeoutMs?: number;
  /** No way out, also where the sandbox has one: moving files needs none, and is faster so. */
  readonly offline?: boolean;
}

export interface OneShotResult {
  /** Null when it was killed. */
  readonly code: number | null;
  readonly timedOut: boolean;
  readonly stdout: Buffer;
  /** Standard output and error as they came. */
  readonly mixed: Buffer;
}

export async function runOneShot(jail: Jail, oneShot: OneShot): Promise<OneShotResult> {
  const child = jail.process;
  const stdout: Buffer[] = [];
  const mixed: Buffer[] = [];
  let timedOut = false;
  child.stdout?.on('data', (chunk: Buffer) => {
    stdout.push(chunk);
    mixed.push(chunk);
  });
  child.stderr?.on('data', (chunk: Buffer) => mixed.push(chunk));
  child.stdin?.end(oneShot.stdin ?? '');
  const timer = setTimeout(() => {
    timedOut = true;
    jail.kill();
  }, oneShot.timeoutMs ?? 600_000);
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  clearTimeout(timer);
  return { code, timedOut, stdout: Buffer.concat(stdout), mixed: Buffer.concat(mixed) };
}
