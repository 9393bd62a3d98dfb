import { spawnSync } from 'node:child_process';
import { isAbsolute, relative, resolve, sep } from 'node:path';
import type { FeedbackAccess } from '../../core/review/close-review.ts';
import type { ReviewSettings } from '../../core/review/settings/review-settings.ts';
import type { ReviewServices } from '../../core/review.ts';
import type { ChangeSource } from '../../core/services/change-source.ts';
import { createChangeSource } from '../../plugins/git/work-tree/create-change-source.ts';
import { findWorkTree } from '../../plugins/git/work-tree/find-work-tree.ts';
import { createAnalyzers } from '../../plugins/review-analyzers/create-analyzers.ts';
import { createReviewOutput } from '../../plugins/review-output/create-review-output.ts';
import type { Environment } from '../environment-reader.ts';
import { reviewCredentials } from '../review-inputs.ts';

/** The work tree around a folder; people's own ignore rules count, on their own machine. */
export function openSource(folder: string, isCi: boolean): ChangeSource {
  return createChangeSource(folder, { excludesFile: isCi ? undefined : ownExcludesFile() });
}

/** Top of the work tree, and the output folder as seen from there. */
export function outputPlace(folder: string, outputDir: string) {
  const top = findWorkTree(folder) ?? folder;
  const output = resolve(folder, outputDir);
  const inside = relative(top, output);
  const isInside = inside !== '' && !inside.startsWith('..') && !isAbsolute(inside);
  return { top, output, leaveOut: isInside ? inside.split(sep).join('/') : undefined };
}

export function composeReview(
  source: ChangeSource,
  settings: ReviewSettings,
  environment: Environment,
  place: { readonly top: string; readonly output: string },
  access: FeedbackAccess,
): ReviewServices {
  return {
    source,
    analyzers: createAnalyzers(),
    output: createReviewOutput(place.output, place.top),
    access,
    async openModel() {
      const { createReviewModel } = await import(
        '../../plugins/review-model/create-review-model.ts'
      );
      return createReviewModel(settings.provider, reviewCredentials(environment));
    },
  };
}

/** What the person's own configuration says is not to be looked at; reading it runs nothing. */
function ownExcludesFile(): string | undefined {
  const asked = spawnSync('git', ['config', '--global', '--type=path', 'core.excludesFile'], {
    encoding: 'utf8',
    timeout: 10_000,
  });
  return asked.status === 0 ? asked.stdout.trim() || undefined : undefined;
}
