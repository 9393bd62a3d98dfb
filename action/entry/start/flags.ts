import { accessSync, constants, existsSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, resolve } from 'node:path';
import { Command, CommanderError, Option } from 'commander';
import { Failure } from '../../domain/failure.ts';

export interface Flags {
  readonly decide: 'approve' | 'reject' | undefined;
  readonly override: string | undefined;
  readonly out: string | undefined;
  readonly repo: string | undefined;
  readonly task: string | undefined;
  /** The cassette's text, read already. */
  readonly cassette: string | undefined;
  readonly json: boolean;
  readonly port: number;
  readonly budget: Readonly<Record<string, string>>;
}

export type Parsed =
  | { readonly kind: 'flags'; readonly flags: Flags }
  | { readonly kind: 'help'; readonly text: string };

/** Reads the command line whole; anything wrong is a Failure that says which flag and why. */
export async function readFlags(argv: readonly string[], from: string): Promise<Parsed> {
  let help = '';
  const command = describe().configureOutput({
    writeOut: (text) => {
      help += text;
    },
    writeErr: () => undefined,
  });
  try {
    command.parse([...argv], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.code === 'commander.helpDisplayed') return { kind: 'help', text: help };
    throw bad(
      `${error.message
        .replace(/^error: /, '')
        .split('\n')
        .join(' ')}. See npm start -- --help.`,
    );
  }
  return { kind: 'flags', flags: await check(command.opts<Raw>(), from) };
}

interface Raw {
  readonly decide?: 'approve' | 'reject';
  readonly override?: string;
  readonly out?: string;
  readonly repo?: string;
  readonly task?: string;
  readonly cassette?: string;
  readonly json?: boolean;
  readonly port?: string;
  readonly maxSeconds?: string;
  readonly maxRequests?: string;
  readonly maxUsd?: string;
  readonly maxOutputBytes?: string;
}

function describe(): Command {
  return new Command('npm start --')
    .description('Runs the whole PatchPlane loop on this machine, no account needed.')
    .addOption(
      new Option('--decide <answer>', 'decide without a person').choices(['approve', 'reject']),
    )
    .option(
      '--override <reason>',
      'with --decide approve: approve although policy asks for changes',
    )
    .option('--out <file>', 'write result.json here')
    .option('--repo <path>', 'your own git repository (needs --task)')
    .option('--task <text>', 'what the agent is asked to do')
    .option('--cassette <file>', 'play a recorded model conversation')
    .option('--json', 'one JSON object per line instead of text')
    .option('--port <number>', 'port of the approval page (default: a free one)')
    .option('--max-seconds <number>', 'budget: wall time of the agent (default 900)')
    .option('--max-requests <number>', 'budget: model requests (default 50)')
    .option('--max-usd <number>', 'budget: cost in US dollars (default 5)')
    .option('--max-output-bytes <number>', 'budget: output of the agent (default 67108864)')
    .allowExcessArguments(false)
    .exitOverride();
}

async function check(raw: Raw, from: string): Promise<Flags> {
  if (raw.override !== undefined && raw.decide !== 'approve') {
    throw bad('--override goes with --decide approve. Add it, or leave --override out.');
  }
  if (raw.override !== undefined && !raw.override.trim())
    throw bad('--override needs a reason, it is empty.');
  if (raw.repo !== undefined && !raw.task?.trim()) {
    throw bad(
      '--repo needs --task: say in words what the agent should do, as in --task "fix the failing test".',
    );
  }
  if (raw.task !== undefined && !raw.task.trim())
    throw bad('--task is empty. Say in words what the agent should do.');
  return {
    decide: raw.decide,
    override: raw.override,
    out: raw.out === undefined ? undefined : writable(resolve(from, raw.out)),
    repo: raw.repo === undefined ? undefined : resolve(from, raw.repo),
    task: raw.task,
    cassette: raw.cassette === undefined ? undefined : readable(resolve(from, raw.cassette)),
    json: raw.json ?? false,
    port: await free(raw.port),
    budget: {
      ...positive('--max-seconds', 'PATCHPLANE_BUDGET_SECONDS', raw.maxSeconds),
      ...positive('--max-requests', 'PATCHPLANE_BUDGET_MODEL_REQUESTS', raw.maxRequests),
      ...positive('--max-usd', 'PATCHPLANE_BUDGET_USD', raw.maxUsd, true),
      ...positive('--max-output-bytes', 'PATCHPLANE_BUDGET_OUTPUT_BYTES', raw.maxOutputBytes),
    },
  };
}

function writable(path: string): string {
  try {
    if (existsSync(path) && statSync(path).isDirectory()) throw new Error('it is a folder');
    accessSync(existsSync(path) ? path : dirname(path), constants.W_OK);
    return path;
  } catch (cause) {
    throw bad(`--out ${path} can not be written. Name a file in a folder that exists.`, cause);
  }
}

function readable(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    throw bad(`--cassette ${path} can not be read. Name a file that exists.`, cause);
  }
}

function positive(
  flag: string,
  name: string,
  value: string | undefined,
  fraction = false,
): Record<string, string> {
  if (value === undefined) return {};
  const number = Number(value);
  if (Number.isFinite(number) && number > 0 && (fraction || Number.isInteger(number)))
    return { [name]: value };
  throw bad(
    `${flag} needs a ${fraction ? '' : 'whole '}number above zero, not ${JSON.stringify(value)}.`,
  );
}

async function free(value: string | undefined): Promise<number> {
  if (value === undefined) return 0;
  const port = Number(value);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw bad(`--port needs a number from 1 to 65535, not ${JSON.stringify(value)}.`);
  }
  const probe = createServer();
  await new Promise<void>((done, fail) => {
    probe.once('error', (cause) =>
      fail(
        bad(
          `--port ${port} can not be used; something listens there already. Choose another, or leave --port out for a free one.`,
          cause,
        ),
      ),
    );
    probe.listen(port, '127.0.0.1', () => probe.close(() => done()));
  });
  return port;
}

function bad(tell: string, cause?: unknown): Failure {
  return new Failure({ code: 'misconfigured', tell, cause });
}
