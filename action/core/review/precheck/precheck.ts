import type { FindingsReport } from '../../../domain/ai-review.ts';
import type { AiReviewFinding } from '../../../domain/ai-review-finding.ts';
import { Failure } from '../../../domain/failure.ts';
import type { ChangeSource, Comparison } from '../../services/change-source.ts';
import type { Diagnostic, ReviewAnalyzers } from '../../services/review-analyzers.ts';
import type { ChangedFile } from '../plan/changed-file.ts';
import { rightSideOf } from '../scope/right-side.ts';
import type { ContextMode } from '../settings/review-settings.ts';
import { securityFindings } from './security-findings.ts';

/** What local analysers found before the model is asked. */
export interface Precheck {
  readonly semantic: NonNullable<FindingsReport['meta']['semantic_precheck']>;
  readonly security: NonNullable<FindingsReport['meta']['security_precheck']>;
  readonly findings: readonly AiReviewFinding[];
  /** For the prompt, one a line. */
  readonly diagnostics: readonly string[];
}

export const skippedPrecheck: Precheck = {
  semantic: { status: 'skipped', context_mode: 'diff-only' },
  security: { status: 'skipped' },
  findings: [],
  diagnostics: [],
};

export interface PrecheckTools {
  readonly analyzers: ReviewAnalyzers | undefined;
  readonly source: Pick<ChangeSource, 'readFile'>;
}

/** Files that analysers look at; a change of more is one for a build, not for a hint. */
const mostFiles = 200;
const mostDiagnostics = 50;

/** `diff+semantic` only: parsers over the changed files, and our own look for secrets and tricks. */
export async function precheck(
  mode: ContextMode,
  files: readonly ChangedFile[],
  comparison: Comparison,
  tools: PrecheckTools,
): Promise<Precheck> {
  if (mode === 'diff-only') return skippedPrecheck;
  const rightSide = rightSideOf(files);
  const security = securityFindings(files);
  const { status, names, diagnostics } = await analyzed(files, comparison, tools);
  const shown = diagnostics.filter(
    ({ path, line }) => rightSide.within(path, line, line) !== undefined,
  );
  return {
    semantic: {
      status,
      context_mode: mode,
      analyzers: names,
      diagnostic_count: diagnostics.length,
    },
    security: {
      status: security.length === 0 ? 'pass' : 'fail',
      finding_count: security.length,
    },
    findings: [...security, ...shown.map(semanticFinding)],
    diagnostics: [
      ...shown.map(({ path, line, message }) => `${path}:${line} ${message}`),
      ...security.map(({ file, line_start, title }) => `${file}:${line_start} ${title}`),
    ],
  };
}

async function analyzed(
  files: readonly ChangedFile[],
  { headSha }: Comparison,
  { analyzers, source }: PrecheckTools,
) {
  const matched = files.filter(
    ({ path, status, kind }) =>
      status !== 'deleted' && kind === 'text' && analyzers && analyzers.matching(path).length > 0,
  );
  const names = new Set(matched.flatMap(({ path }) => analyzers?.matching(path) ?? []));
  const diagnostics: Diagnostic[] = [];
  for (const { path } of matched.slice(0, mostFiles)) {
    const content = await contentOf(source, headSha, path);
    if (content && analyzers) diagnostics.push(...analyzers.analyze(path, content));
  }
  const found = diagnostics.length > 0 ? 'fail' : 'pass';
  return {
    status: matched.length === 0 ? 'unavailable' : found,
    names: [...names].sort(),
    diagnostics: diagnostics.slice(0, mostDiagnostics),
  };
}

/** Best effort: a file that can not be read is one that nobody says anything about. */
async function contentOf(source: PrecheckTools['source'], treeish: string, path: string) {
  try {
    return await source.readFile(treeish, path);
  } catch (error) {
    if (error instanceof Failure) return undefined;
    throw error;
  }
}

function semanticFinding({ path, line, message }: Diagnostic): AiReviewFinding {
  return {
    severity: 'high',
    category: 'correctness',
    file: path,
    line_start: line,
    line_end: line,
    title: 'The file can not be parsed',
    description: message,
    recommendation: 'Correct the syntax of the file.',
    confidence: 1,
    provenance: { origin: 'semantic', sources: ['semantic'] },
  };
}
