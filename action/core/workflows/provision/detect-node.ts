import { z } from 'zod';
import type { BaseFiles, Detected } from './base-files.ts';
import { type PackageManager, packageManagerOf } from './node-packages.ts';

const PackageManifest = z.looseObject({
  scripts: z.record(z.string(), z.unknown()).optional(),
});

/** `npm init` writes this; it is no test. */
const placeholder = /no test specified/;

export async function detectNode(files: BaseFiles): Promise<Detected | undefined> {
  const scripts = scriptsOf(await files.read('package.json'));
  const { test: script } = scripts;
  if (typeof script !== 'string' || script.trim() === '' || placeholder.test(script)) {
    return undefined;
  }
  // Hooks around the script (a build, usually) only run where npm runs it.
  const hooked = 'pretest' in scripts || 'posttest' in scripts;
  const manager = packageManagerOf(files);
  const requirement = hooked ? undefined : (nodeTest(script) ?? knownRunner(script, manager));
  return {
    sources: ['package.json'],
    requirement: requirement ?? {
      key: `${manager.name}-test`,
      label: manager.test.join(' '),
      command: [...manager.test],
      report: 'exit-code',
    },
  };
}

function nodeTest(script: string): Detected['requirement'] | undefined {
  const rest = nodeTestArguments(script);
  return (
    rest && {
      key: 'node-test',
      label: 'node --test',
      command: ['node', '--test', '--test-reporter=tap', ...rest],
      report: 'tap',
    }
  );
}

/** `vitest` and `jest` tell of every case, where nothing but them is in the script. */
function knownRunner(
  script: string,
  { exec }: PackageManager,
): Detected['requirement'] | undefined {
  const words = script.trim().split(/\s+/).map(unquoted);
  const rest = words.slice(1).filter((word) => word !== undefined);
  // An option of the script's own would send the report elsewhere, or watch for ever.
  const isPlain = rest.length === words.length - 1 && !rest.some((word) => taken.test(word));
  if (!isPlain) return undefined;
  if (words[0] === 'vitest') {
    const command = [...exec, 'vitest', 'run', ...rest.filter((word) => word !== 'run')];
    return withReport('vitest', [...command, '--reporter=json', '--outputFile={report}']);
  }
  if (words[0] === 'jest')
    return withReport('jest', [...exec, 'jest', ...rest, '--json', '--outputFile={report}']);
  return undefined;
}

const taken = /^(--(reporters?|outputFile|json|watch|watchAll|ui)\b|watch$|dev$|bench$)/;

function withReport(runner: 'vitest' | 'jest', command: string[]): Detected['requirement'] {
  return {
    key: runner,
    label: runner,
    command,
    report: runner,
    reportPath: `${runner}.json`,
  };
}

/** What stands beside `node --test` in a script that needs no shell, or undefined. */
function nodeTestArguments(script: string): readonly string[] | undefined {
  const [program, ...words] = script.trim().split(/\s+/).map(unquoted);
  if (program !== 'node' || !words.includes('--test')) return undefined;
  const kept: string[] = [];
  for (const [index, word] of words.entries()) {
    if (word === undefined) return undefined;
    // The harness reads TAP from stdout; the repository's own choice would hide it.
    if (word === '--test' || reporter.test(word) || reporterAlone.test(words[index - 1] ?? '')) {
      continue;
    }
    kept.push(word);
  }
  return kept;
}

const reporter = /^--test-reporter(-destination)?(=|$)/;
const reporterAlone = /^--test-reporter(-destination)?$/;

/**
 * Words that mean the same to a shell and to `execve`: no expansion and no operator. A star is
 * expanded by node as a shell would, two only if the shell was kept from it by quotes.
 */
const plainWord = /^(?!.*\*\*)[A-Za-z0-9._/@:,=+*-]+$/;
const quotedWord = /^(["'])([A-Za-z0-9._/@:,=+*{}?-]+)\1$/;

function unquoted(word: string): string | undefined {
  return plainWord.test(word) ? word : quotedWord.exec(word)?.[2];
}

function scriptsOf(manifest: string | undefined): Record<string, unknown> {
  if (manifest === undefined) return {};
  try {
    return PackageManifest.safeParse(JSON.parse(manifest)).data?.scripts ?? {};
  } catch {
    return {};
  }
}
