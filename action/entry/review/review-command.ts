import { readFileSync } from 'node:fs';
import type { ReviewResult } from '../../core/review/close-review.ts';
import { readReviewFile } from '../../core/review/settings/read-review-file.ts';
import {
  resolveSettings,
  type SettingsAnswer,
} from '../../core/review/settings/resolve-settings.ts';
import type { Words } from '../../core/review/settings/words.ts';
import { review } from '../../core/review.ts';
import type { ChangeSource } from '../../core/services/change-source.ts';
import { answer, type Surroundings } from '../cli/surroundings.ts';
import { openContext } from '../door.ts';
import { forgeSecrets } from '../review-forge-inputs.ts';
import { reviewCredentials, reviewWords } from '../review-inputs.ts';
import { composeReview, openSource, outputPlace } from './compose-review.ts';
import { feedbackAccess } from './feedback-access.ts';
import { type JobFacts, jobFacts } from './request-facts.ts';
import { endLines, summaryOf } from './tell-review.ts';
import { trustedFile } from './trusted-file.ts';

/** `patchplane review`: reviews a change and answers with the documented exit code. */
export async function reviewCommand(surroundings: Surroundings, flags: Words): Promise<number> {
  const { folder, environment, writeError } = surroundings;
  const job = jobFacts(environment, (path) => readFileSync(path, 'utf8'));
  const source = openSource(folder, job.isCi);
  try {
    const resolved = await resolve(source, folder, job, {
      environment: reviewWords(environment),
      flags,
    });
    if (resolved.kind === 'problems') {
      for (const line of resolved.lines) writeError(line);
      return resolved.exitCode;
    }
    const result = await runReview(source, resolved.settings, job, surroundings);
    for (const line of result.lines) writeError(line);
    answer(surroundings, summaryOf(result), endLines(result));
    return result.exitCode;
  } finally {
    await source.close();
  }
}

/** Twice: where the trusted file is depends on settings that no file can change. */
async function resolve(
  source: ChangeSource,
  folder: string,
  job: JobFacts,
  words: { readonly environment: Words; readonly flags: Words },
): Promise<SettingsAnswer> {
  const first = resolveSettings({ file: undefined, ...words });
  if (first.kind === 'problems') return first;
  const { top } = outputPlace(folder, first.settings.outputDir);
  const bytes = await trustedFile(source, top, job, first.settings);
  const read = readReviewFile(bytes);
  if (read.kind === 'problems') return { kind: 'problems', exitCode: 2, lines: read.lines };
  return resolveSettings({ file: read.file, ...words });
}

async function runReview(
  source: ChangeSource,
  settings: Extract<SettingsAnswer, { kind: 'settings' }>['settings'],
  job: JobFacts,
  { folder, environment }: Surroundings,
): Promise<ReviewResult & { readonly output: string }> {
  const place = outputPlace(folder, settings.outputDir);
  const access = await feedbackAccess(settings.feedbackMode, job, environment);
  const services = composeReview(source, settings, environment, place, access);
  const keys = Object.values(reviewCredentials(environment)).flatMap((value) => value ?? []);
  const secrets = [...keys, ...forgeSecrets(environment)];
  const where = { request: job.request, leaveOut: place.leaveOut };
  const { context, close } = openContext(secrets);
  try {
    const result = await review(services, settings, where, context);
    return { ...result, output: place.output };
  } finally {
    close();
  }
}
