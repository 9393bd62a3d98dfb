import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { renderArtifacts } from '../../core/review/artifacts/render-artifacts.ts';
import { FindingsReport } from '../../domain/ai-review.ts';
import { Failure } from '../../domain/failure.ts';
import { createReviewOutput } from '../../plugins/review-output/create-review-output.ts';
import { answer, type Surroundings } from '../cli/surroundings.ts';
import { oneLine } from '../one-line.ts';

/** `patchplane review render`: every other format again, from a stored payload. */
export async function renderCommand(
  surroundings: Surroundings,
  { from, out }: { readonly from: string; readonly out: string },
): Promise<void> {
  const report = readPayload(resolve(surroundings.folder, from));
  const folder = resolve(surroundings.folder, out);
  const artifacts = renderArtifacts(report, { htmlReport: true, codeQualityExport: true });
  await createReviewOutput(folder, folder).write(artifacts, []);
  const names = artifacts.map(({ name }) => name);
  answer(surroundings, { outputDir: folder, files: names }, [`Written to ${folder}:`, ...names]);
}

function readPayload(path: string): FindingsReport {
  const parsed = FindingsReport.safeParse(jsonIn(path));
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues
    .slice(0, 5)
    .map(({ path: at, message }) => oneLine(`${at.join('.') || 'the top'}: ${message}`));
  throw refusal(`is no ai-review.json: ${problems.join('; ')}`);
}

function jsonIn(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (cause) {
    throw refusal('can not be read as JSON', cause);
  }
}

function refusal(problem: string, cause?: unknown): Failure {
  return new Failure({
    code: 'misconfigured',
    tell: `CONFIG_ERROR: --from ${problem}. Give an ai-review.json of a review.`,
    cause,
  });
}
