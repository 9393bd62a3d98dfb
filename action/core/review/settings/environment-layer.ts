import { z } from 'zod';
import { reviewProviders } from '../../services/review-model.ts';
import type { Layer } from './layer.ts';
import { FailOnWord, FeedbackWord } from './review-file.ts';
import { contextModes, reviewModes } from './review-settings.ts';
import type { WordReader } from './words.ts';

/** `mr` is what GitLab calls it. */
export const ModeWord = z
  .enum([...reviewModes, 'mr'])
  .transform((word) => (word === 'mr' ? 'pr' : word));

/** PatchPatrol's variables. */
export function environmentLayer(words: WordReader): Layer {
  return {
    mode: words.word('AI_REVIEW_MODE', ModeWord, `${reviewModes.join(', ')} or mr`),
    dryRun: words.boolean('AI_REVIEW_DRY_RUN'),
    baseRef: words.text('AI_REVIEW_BASE_REF'),
    headRef: words.text('AI_REVIEW_HEAD_REF'),
    outputDir: words.text('AI_REVIEW_OUTPUT_DIR'),
    ...providerWords(words),
    ...scopeWords(words),
    ...outcomeWords(words),
  };
}

function providerWords(words: WordReader): Layer {
  return {
    provider: words.word('AI_REVIEW_PROVIDER', z.enum(reviewProviders), reviewProviders.join(', ')),
    model: words.text('AI_REVIEW_MODEL'),
    temperature: words.decimal('AI_REVIEW_TEMPERATURE', 2),
    topP: words.decimal('AI_REVIEW_TOP_P', 1),
    numCtx: words.whole('AI_REVIEW_NUM_CTX'),
    timeoutSeconds: words.decimal('AI_REVIEW_TIMEOUT_SECONDS', 86_400),
  };
}

function scopeWords(words: WordReader): Layer {
  return {
    includeGlobs: words.globs('AI_REVIEW_INCLUDE_GLOBS'),
    excludeGlobs: words.globs('AI_REVIEW_EXCLUDE_GLOBS'),
    maxFiles: words.limit('AI_REVIEW_MAX_FILES'),
    maxDiffBytes: words.limit('AI_REVIEW_MAX_DIFF_BYTES'),
    maxFileBytes: words.limit('AI_REVIEW_MAX_FILE_DIFF_BYTES'),
    chunkBytes: words.limit('AI_REVIEW_MAX_CHUNK_BYTES'),
    maxChunks: words.limit('AI_REVIEW_MAX_CHUNKS'),
    contextMode: words.word(
      'AI_REVIEW_CONTEXT_MODE',
      z.enum(contextModes),
      contextModes.join(' or '),
    ),
  };
}

function outcomeWords(words: WordReader): Layer {
  return {
    failOn: words.word('AI_REVIEW_FAIL_ON', FailOnWord, FailOnWord.options.join(', ')),
    failOnPartialCoverage: words.boolean('AI_REVIEW_FAIL_ON_PARTIAL_COVERAGE'),
    feedbackMode: words.word(
      'AI_REVIEW_FEEDBACK_MODE',
      FeedbackWord,
      'artifact-only, pr, mr, pr-manual or mr-manual',
    ),
    cleanupOwned: words.boolean('AI_REVIEW_CLEANUP_OWNED_MR_DISCUSSIONS'),
    htmlReport: words.boolean('AI_REVIEW_HTML_REPORT'),
    codeQualityExport: words.boolean('AI_REVIEW_CODE_QUALITY_EXPORT'),
    performanceDiagnostics: words.boolean('AI_REVIEW_ENABLE_PERFORMANCE_DIAGNOSTICS'),
    finalSummary: words.boolean('AI_REVIEW_ENABLE_FINAL_SUMMARY'),
  };
}
