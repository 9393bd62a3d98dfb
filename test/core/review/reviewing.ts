import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FeedbackAccess } from '../../../action/core/review/close-review.ts';
import type { RequestFacts } from '../../../action/core/review/plan/choose-comparison.ts';
import { resolveSettings } from '../../../action/core/review/settings/resolve-settings.ts';
import { ReviewFile } from '../../../action/core/review/settings/review-file.ts';
import { review } from '../../../action/core/review.ts';
import type {
  ReviewModel,
  ReviewQuestion,
  ReviewReply,
} from '../../../action/core/services/review-model.ts';
import { FindingsReport } from '../../../action/domain/ai-review.ts';
import { Failure } from '../../../action/domain/failure.ts';
import { createChangeSource } from '../../../action/plugins/git/work-tree/create-change-source.ts';
import { createAnalyzers } from '../../../action/plugins/review-analyzers/create-analyzers.ts';
import { createReviewOutput } from '../../../action/plugins/review-output/create-review-output.ts';
import { createWorkTree, type WorkTree } from '../../plugins/git/work-tree/work-tree.ts';

/** What a scripted model says: an object is its JSON, a text is itself, a failure is thrown. */
export type Line = object | string | Failure;

export function scripted(lines: readonly Line[]): { model: ReviewModel; asked: ReviewQuestion[] } {
  const asked: ReviewQuestion[] = [];
  const model: ReviewModel = {
    provider: 'mock',
    model: 'scripted',
    async ask(question): Promise<ReviewReply> {
      asked.push(question);
      const line = lines[Math.min(asked.length, lines.length) - 1] ?? nothingFound;
      if (line instanceof Failure) throw line;
      return {
        text: typeof line === 'string' ? line : JSON.stringify(line),
        requestedMode: 'json-schema',
        effectiveMode: 'json-schema',
        truncated: false,
        tokens: { prompt: 10, completion: 5, total: 15 },
        timings: {},
        wallSeconds: 0.5,
        retries: 0,
      };
    },
  };
  return { model, asked };
}

export const nothingFound = { summary: { overall_risk: 'low', top_issues: [] }, findings: [] };

/** An answer with one finding at these lines. */
export function answer(file: string, line_start: number, line_end = line_start, part: object = {}) {
  const finding = {
    severity: 'medium',
    category: 'correctness',
    file,
    line_start,
    line_end,
    title: 'T',
    description: 'D',
    recommendation: 'R',
    confidence: 0.7,
    suggested_patch: null,
    ...part,
  };
  return { summary: { overall_risk: 'low', top_issues: ['an issue'] }, findings: [finding] };
}

export interface Asked {
  readonly environment?: Readonly<Record<string, string>>;
  readonly lines?: readonly Line[];
  readonly file?: object;
  readonly access?: FeedbackAccess;
  readonly request?: RequestFacts;
}

/** A repository, and reviews of what somebody does to it: real git, real files, a scripted model. */
export function reviewing(files: Readonly<Record<string, string>>) {
  const tree: WorkTree = createWorkTree(files);
  const output = mkdtempSync(join(tmpdir(), 'patchplane-artifacts-'));
  const artifact = (name: string) => readFileSync(join(output, name), 'utf8');
  return {
    tree,
    artifact,
    has: (name: string) => existsSync(join(output, name)),
    report: () => FindingsReport.parse(JSON.parse(artifact('ai-review.json'))),
    async run({ environment = {}, lines = [], file, access, request }: Asked = {}) {
      const settings = resolveSettings({
        file: file && ReviewFile.parse(file),
        environment: { AI_REVIEW_PROVIDER: 'mock', AI_REVIEW_HTML_REPORT: 'true', ...environment },
        flags: {},
      });
      if (settings.kind === 'problems') throw new Error(settings.lines.join('\n'));
      const { model, asked } = scripted(lines);
      const source = createChangeSource(tree.folder);
      const services = {
        source,
        analyzers: createAnalyzers(),
        output: createReviewOutput(output, output),
        access: access ?? { kind: 'unavailable' as const, reasonCode: 'NO_REQUEST' },
        openModel: async () => model,
      };
      const place = { request, leaveOut: undefined };
      const result = await review(services, settings.settings, place, context);
      await source.close();
      return { ...result, asked };
    },
    remove() {
      tree.remove();
      rmSync(output, { recursive: true, force: true });
    },
  };
}

export const context = {
  now: () => Date.parse('2026-01-01T00:00:00Z'),
  randomHex: (count: number) => 'ab'.repeat(count),
  signal: new AbortController().signal,
  secrets: [],
};
