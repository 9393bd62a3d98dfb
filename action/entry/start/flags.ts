import { resolve } from 'node:path';
import { Command, Option } from 'commander';
import { mostCandidates } from '../../domain/candidate-summary.ts';
import { parseCommandLine } from '../command-line.ts';
import { bad, freePort, numberWithin, readableFile, writableFile } from './flag-checks.ts';

export interface Flags {
  readonly decide: 'approve' | 'reject' | undefined;
  readonly override: string | undefined;
  readonly out: string | undefined;
  readonly repo: string | undefined;
  readonly task: string | undefined;
  readonly cassette: CassetteFile | undefined;
  readonly json: boolean;
  readonly port: number;
  readonly budget: Readonly<Record<string, string>>;
}

/** Read already: what is played can not change under the run. */
export interface CassetteFile {
  readonly path: string;
  readonly text: string;
}

export type Parsed =
  | { readonly kind: 'flags'; readonly flags: Flags }
  | { readonly kind: 'help'; readonly text: string };

/**
 * Reads the command line whole, paths relative to `from`. Anything wrong is a `Failure`
 * `misconfigured` that says which flag, why, and what to do.
 */
export async function readFlags(argv: readonly string[], from: string): Promise<Parsed> {
  const command = describe();
  const { help } = await parseCommandLine(command, argv, 'npm start -- --help');
  if (help !== undefined) return { kind: 'help', text: help };
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
  readonly candidates?: string;
  readonly maxSeconds?: string;
  readonly maxRequests?: string;
  readonly maxUsd?: string;
  readonly maxOutputBytes?: string;
  readonly maxTokens?: string;
  readonly maxFiles?: string;
  readonly maxPatchBytes?: string;
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
    .option('--candidates <number>', 'agents that work side by side, 1 to 8 (default 1)')
    .option('--json', 'one JSON object per line instead of text')
    .option('--port <number>', 'port of the approval page (default: a free one)')
    .option('--max-seconds <number>', 'budget: wall time of the agent (default 900)')
    .option('--max-requests <number>', 'budget: model requests (default 50)')
    .option('--max-usd <number>', 'budget: cost in US dollars (default 5)')
    .option('--max-output-bytes <number>', 'budget: output of the agent (default 67108864)')
    .option('--max-tokens <number>', 'budget: tokens, cached ones included (default 5000000)')
    .option('--max-files <number>', 'budget: files that the patch changes (default 500)')
    .option('--max-patch-bytes <number>', 'budget: size of the patch (default 4194304)')
    .allowExcessArguments(false);
}

async function check(raw: Raw, from: string): Promise<Flags> {
  checkOverride(raw);
  checkTask(raw);
  const absolute = (path: string | undefined) =>
    path === undefined ? undefined : resolve(from, path);
  const out = absolute(raw.out);
  const cassette = absolute(raw.cassette);
  return {
    decide: raw.decide,
    override: raw.override,
    out: out === undefined ? undefined : writableFile('--out', out),
    repo: absolute(raw.repo),
    task: raw.task,
    cassette:
      cassette === undefined
        ? undefined
        : { path: cassette, text: readableFile('--cassette', cassette) },
    json: raw.json ?? false,
    port: raw.port === undefined ? 0 : await freePort('--port', raw.port),
    budget: readBudget(raw),
  };
}

function checkOverride({ override, decide }: Raw): void {
  if (override === undefined) return;
  if (decide !== 'approve')
    throw bad('--override goes with --decide approve. Add it, or leave --override out.');
  if (!override.trim()) throw bad('--override is empty. Say why you approve against the policy.');
}

function checkTask({ repo, task }: Raw): void {
  if (repo !== undefined && !repo.trim())
    throw bad('--repo is empty. Give the path of a git repository.');
  if (repo !== undefined && task === undefined)
    throw bad(
      '--repo needs --task. Say in words what the agent should do, as in --task "fix the failing test".',
    );
  if (task !== undefined && !task.trim())
    throw bad('--task is empty. Say in words what the agent should do.');
}

const day = 24 * 60 * 60;

function readBudget(raw: Raw): Record<string, string> {
  const limits = [
    ['--candidates', 'PATCHPLANE_CANDIDATES', raw.candidates, { most: mostCandidates }],
    ['--max-seconds', 'PATCHPLANE_BUDGET_SECONDS', raw.maxSeconds, { most: day }],
    ['--max-requests', 'PATCHPLANE_BUDGET_MODEL_REQUESTS', raw.maxRequests, { most: 1_000_000 }],
    ['--max-usd', 'PATCHPLANE_BUDGET_USD', raw.maxUsd, { most: 1_000_000, fraction: true }],
    ['--max-output-bytes', 'PATCHPLANE_BUDGET_OUTPUT_BYTES', raw.maxOutputBytes, { most: 2 ** 40 }],
    ['--max-tokens', 'PATCHPLANE_BUDGET_TOKENS', raw.maxTokens, { most: 1_000_000_000 }],
    ['--max-files', 'PATCHPLANE_BUDGET_FILES', raw.maxFiles, { most: 20_000 }],
    ['--max-patch-bytes', 'PATCHPLANE_BUDGET_PATCH_BYTES', raw.maxPatchBytes, { most: 2 ** 27 }],
  ] as const;
  return Object.fromEntries(
    limits.flatMap(([flag, variable, value, range]) =>
      value === undefined ? [] : [[variable, numberWithin(flag, value, range)]],
    ),
  );
}
