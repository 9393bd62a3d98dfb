import picomatch from 'picomatch';
import type { ChangedFile } from '../plan/changed-file.ts';
import type { ReviewSettings } from '../settings/review-settings.ts';
import { chunk } from './chunk.ts';
import type { Omission, ReviewScope, ScopeProblem } from './review-scope.ts';

type Bounds = Pick<ReviewSettings, 'limits' | 'includeGlobs' | 'excludeGlobs' | 'invalidLimit'>;

export type ScopeAnswer =
  | { readonly kind: 'bounded'; readonly scope: ReviewScope }
  | { readonly kind: 'exceeded'; readonly code: ScopeProblem; readonly tell: string };

/**
 * Which files are reviewed, and in how many questions. Over a total limit nothing is reviewed
 * at all; a file that is too large by itself is left out and named.
 */
export function boundScope(files: readonly ChangedFile[], bounds: Bounds): ScopeAnswer {
  const { limits, invalidLimit } = bounds;
  if (invalidLimit !== undefined)
    return exceeded('INVALID_LIMIT', `${invalidLimit} is no whole number above 0: correct it.`);
  const included = matching(files, bounds);
  if (included.length > limits.maxFiles)
    return exceeded(
      'MAX_FILES_EXCEEDED',
      `The change has ${included.length} files, the limit is ${limits.maxFiles}. Raise AI_REVIEW_MAX_FILES, or narrow the scope with globs.`,
    );
  const bytes = included.reduce((sum, file) => sum + file.bytes, 0);
  if (bytes > limits.maxDiffBytes)
    return exceeded(
      'MAX_DIFF_BYTES_EXCEEDED',
      `The diff has ${bytes} bytes, the limit is ${limits.maxDiffBytes}. Raise AI_REVIEW_MAX_DIFF_BYTES, or narrow the scope with globs.`,
    );
  return { kind: 'bounded', scope: scopeOf(files, included, bytes, limits) };
}

function scopeOf(
  files: readonly ChangedFile[],
  included: readonly ChangedFile[],
  bytes: number,
  { maxFileBytes, chunkBytes, maxChunks }: Bounds['limits'],
): ReviewScope {
  const omitted: Omission[] = [];
  const readable = included.filter((file) => {
    const reason = file.kind !== 'text' ? file.kind : undefined;
    const why = reason ?? (file.bytes > maxFileBytes ? 'file-too-large' : undefined);
    if (why) omitted.push({ file: file.path, reason: why });
    return !why && file.hunks.length > 0;
  });
  const all = chunk(readable, chunkBytes);
  const beyond = all.slice(maxChunks).flatMap(({ pieces }) => pieces.map(({ file }) => file.path));
  for (const file of new Set(beyond)) omitted.push({ file, reason: 'too-many-chunks' });
  const excludedCount = files.length - included.length;
  return { files: included, excludedCount, bytes, chunks: all.slice(0, maxChunks), omitted };
}

/** Included where nothing is named to include, or one glob matches; excluded globs win. */
function matching(
  files: readonly ChangedFile[],
  { includeGlobs, excludeGlobs }: Bounds,
): readonly ChangedFile[] {
  const isIncluded = includeGlobs.length === 0 ? () => true : globMatcher(includeGlobs);
  const isExcluded = excludeGlobs.length === 0 ? () => false : globMatcher(excludeGlobs);
  return files.filter(({ path }) => isIncluded(path) && !isExcluded(path));
}

/** Dot files are files; paths are git's, whatever the system. */
export function globMatcher(globs: readonly string[]): (path: string) => boolean {
  return picomatch([...globs], { dot: true, windows: false });
}

function exceeded(code: ScopeProblem, tell: string): ScopeAnswer {
  return { kind: 'exceeded', code, tell };
}
