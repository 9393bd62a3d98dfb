import { lstatSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chooseComparison } from '../../core/review/plan/choose-comparison.ts';
import { reviewFileName } from '../../core/review/settings/review-file.ts';
import type { ReviewSettings } from '../../core/review/settings/review-settings.ts';
import type { ChangeSource } from '../../core/services/change-source.ts';
import type { JobFacts } from './request-facts.ts';

/**
 * The bytes of `.ai-review.yml` that count. In CI those of the base, which whoever wrote the
 * change does not control; on a person's own machine the file that they see. Undefined where
 * there is none, also where the base can not be found: the diff plan says so a moment later.
 */
export async function trustedFile(
  source: Pick<ChangeSource, 'compare' | 'readFile'>,
  folder: string,
  { isCi, request }: JobFacts,
  settings: Pick<ReviewSettings, 'mode' | 'baseRef' | 'headRef'>,
): Promise<Uint8Array | undefined> {
  if (!isCi) return ownFile(join(folder, reviewFileName));
  const answer = await source.compare(chooseComparison(settings, request));
  const trusted = answer.kind === 'comparison' ? answer.comparison.trustedSha : undefined;
  return trusted === undefined ? undefined : await source.readFile(trusted, reviewFileName);
}

function ownFile(path: string): Uint8Array | undefined {
  const isFile = lstatSync(path, { throwIfNoEntry: false })?.isFile() === true;
  return isFile ? readFileSync(path) : undefined;
}
