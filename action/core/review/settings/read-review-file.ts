import { parseDocument } from 'yaml';
import { visible } from '../../report/untrusted-text.ts';
import { ReviewFile, reviewFileName } from './review-file.ts';

const mostBytes = 256 * 1024;

export type ReviewFileReading =
  | { readonly kind: 'file'; readonly file: ReviewFile | undefined }
  | { readonly kind: 'problems'; readonly lines: readonly string[] };

/** Reads `.ai-review.yml`; undefined bytes are no file. Every problem names its key and place. */
export function readReviewFile(bytes: Uint8Array | undefined): ReviewFileReading {
  if (bytes === undefined) return { kind: 'file', file: undefined };
  if (bytes.length > mostBytes) return problems([`is larger than ${mostBytes} bytes`]);
  const document = parseDocument(new TextDecoder().decode(bytes), {
    logLevel: 'silent',
    uniqueKeys: true,
    customTags: [],
  });
  if (document.errors.length > 0)
    return problems(
      document.errors.map(
        ({ code, linePos }) => `line ${linePos?.[0].line ?? 1} is not YAML (${code})`,
      ),
    );
  // Aliases multiply: a small file could become a large one.
  const parsed = ReviewFile.safeParse(document.toJS({ maxAliasCount: 10 }));
  if (parsed.success) return { kind: 'file', file: parsed.data };
  return problems(
    parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'the top'}: ${message}`),
  );
}

function problems(found: readonly string[]): ReviewFileReading {
  const lines = found.map((problem) =>
    visible(`CONFIG_ERROR: ${reviewFileName}: ${problem}. Its keys are in docs/review.md.`)
      .replaceAll('\n', ' ')
      .slice(0, 500),
  );
  return { kind: 'problems', lines };
}
