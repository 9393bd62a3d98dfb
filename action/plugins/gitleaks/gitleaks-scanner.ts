import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import type { FoundSecret } from '../../core/policy/find-secrets.ts';
import type { SecretScanner } from '../../core/services/secret-scanner.ts';
import { Failure } from '../../domain/failure.ts';

const Leak = z.looseObject({
  RuleID: z.string(),
  File: z.string(),
  StartLine: z.int(),
  EndLine: z.int(),
});

export interface GitleaksOptions {
  /** The program, absolute. */
  readonly program: string;
  readonly tempDir?: string;
  readonly timeoutSeconds?: number;
}

/**
 * The gitleaks of this machine over texts in a folder of their own, under names of ours. It gets
 * arguments and no shell, no environment, no configuration of the repository, and is told to
 * ignore comments that would silence it. What it finds is redacted before it is written.
 */
export function createGitleaksScanner(options: GitleaksOptions): SecretScanner {
  return {
    name: 'gitleaks',
    async scan(texts) {
      const home = await mkdtemp(join(options.tempDir ?? tmpdir(), 'patchplane-gitleaks-'));
      try {
        return await scanIn(home, texts, options);
      } catch (cause) {
        throw new Failure({
          code: 'unavailable',
          tell: 'gitleaks did not look through the candidate.',
          cause,
        });
      } finally {
        await rm(home, { recursive: true, force: true });
      }
    },
  };
}

async function scanIn(
  home: string,
  texts: readonly string[],
  { program, timeoutSeconds = 60 }: GitleaksOptions,
): Promise<readonly (readonly FoundSecret[])[]> {
  const folder = join(home, 'texts');
  const report = join(home, 'report.json');
  await mkdir(folder);
  for (const [index, text] of texts.entries()) await writeFile(join(folder, `${index}.txt`), text);
  await promisify(execFile)(
    program,
    [
      'dir',
      '--no-banner',
      '--redact=100',
      '--ignore-gitleaks-allow',
      '--exit-code=0',
      '--report-format=json',
      `--report-path=${report}`,
      folder,
    ],
    { cwd: home, env: { HOME: home }, timeout: timeoutSeconds * 1_000, maxBuffer: 1024 * 1024 },
  );
  const leaks = z.array(Leak).parse(JSON.parse(await readFile(report, 'utf8')));
  return texts.map((text, index) =>
    leaks
      .filter(({ File: file }) => basename(file) === `${index}.txt`)
      .map((leak) => foundIn(text, leak)),
  );
}

/** By whole lines: versions disagree about columns. */
function foundIn(text: string, { RuleID, StartLine, EndLine }: z.infer<typeof Leak>): FoundSecret {
  const lines = text.split('\n');
  const startOf = (line: number) =>
    lines.slice(0, Math.max(0, line - 1)).reduce((sum, { length }) => sum + length + 1, 0);
  return {
    rule: `gitleaks/${RuleID}`,
    // Its generic rule guesses by name and entropy.
    confidence: /generic|entropy/.test(RuleID) ? 'likely' : 'certain',
    start: Math.min(startOf(StartLine), Math.max(0, text.length - 1)),
    end: Math.min(startOf(EndLine + 1), text.length),
  };
}
