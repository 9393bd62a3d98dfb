import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { gitEnvironment } from '../../action/embedded/github/git.ts';
import { reviewCommand } from '../../action/entry/review/review-command.ts';

type Files = Readonly<Record<string, string>>;

/** A checkout as a CI job has it: a base and a head commit, and nothing else. */
export interface Checkout {
  readonly folder: string;
  readonly base: string;
  readonly head: string;
  remove(): void;
}

export function makeCheckout(before: Files, after: Files): Checkout {
  const folder = mkdtempSync(join(tmpdir(), 'patchplane-review-'));
  const git = (...argv: string[]) =>
    execFileSync('git', argv, { cwd: folder, env: gitEnvironment(), encoding: 'utf8' }).trim();
  const commit = (files: Files) => {
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), content);
    }
    git('add', '--all');
    git('-c', 'user.name=n', '-c', 'user.email=e@example.com', 'commit', '--quiet', '-m', 'x');
    return git('rev-parse', 'HEAD');
  };
  git('init', '--quiet');
  const base = commit(before);
  const head = commit(after);
  return { folder, base, head, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** `patchplane review` in that checkout, with this environment and no other. */
export async function runReview(folder: string, environment: Readonly<Record<string, string>>) {
  const written: string[] = [];
  const errors: string[] = [];
  const exitCode = await reviewCommand(
    {
      folder,
      ...{ json: true, colour: false, environment },
      packageRoot: resolve(import.meta.dirname, '..', '..'),
      write: (text) => written.push(text),
      writeError: (text) => errors.push(text),
    },
    {},
  );
  return { exitCode, errors, printed: [...written, ...errors].join('\n') };
}

export function artifact(folder: string, name: string): string {
  return readFileSync(join(folder, '.ai-review', name), 'utf8');
}

/** What a job of GitLab gets for a merge request. */
export function gitLabJob(
  { base, head }: Checkout,
  apiUrl: string,
): Readonly<Record<string, string>> {
  return {
    GITLAB_CI: 'true',
    CI: 'true',
    CI_API_V4_URL: apiUrl,
    CI_PROJECT_ID: '5',
    CI_COMMIT_SHA: head,
    CI_MERGE_REQUEST_IID: '11',
    CI_MERGE_REQUEST_PROJECT_ID: '5',
    CI_MERGE_REQUEST_SOURCE_PROJECT_ID: '5',
    CI_MERGE_REQUEST_DIFF_BASE_SHA: base,
    CI_JOB_TOKEN: 'glcbt-64_of-this-job-and-none-other',
  };
}

/** A model at this address, allowed. */
export function openAiAt(baseUrl: string): Readonly<Record<string, string>> {
  return {
    AI_REVIEW_PROVIDER: 'openai',
    AI_REVIEW_MODEL: 'gpt-4.1',
    OPENAI_BASE_URL: baseUrl,
    OPENAI_API_KEY: 'sk-proj-key-of-this-test-0001-0002',
    AI_REVIEW_PROVIDER_ALLOWLIST_BASE_URLS: baseUrl,
  };
}

export interface SampleFinding {
  readonly line: number;
  readonly text?: string;
}

/** What a model answers. */
export function modelAnswer(...findings: readonly SampleFinding[]): string {
  return JSON.stringify({
    summary: { overall_risk: 'high', top_issues: findings.map(({ text = 'Issue.' }) => text) },
    findings: findings.map(({ line, text = `At ${line}.` }) => ({
      ...{ severity: 'high', category: 'security', file: 'src/page.js' },
      ...{ line_start: line, line_end: line, title: text, description: text },
      ...{ recommendation: text, confidence: 0.9, suggested_patch: text, provenance: null },
    })),
  });
}
