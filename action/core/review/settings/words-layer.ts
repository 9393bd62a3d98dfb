import { z } from 'zod';
import { reviewProviders } from '../../services/review-model.ts';
import type { Layer } from './layer.ts';
import { FailOnWord, FeedbackWord } from './review-file.ts';
import { contextModes, reviewModes } from './review-settings.ts';
import type { WordReader } from './words.ts';

/** `mr` is what GitLab calls it. */
const ModeWord = z.enum([...reviewModes, 'mr']).transform((word) => (word === 'mr' ? 'pr' : word));

/** PatchPatrol's settings as words: `MAX_FILES` is a variable, and a flag. */
export function wordsLayer(words: WordReader): Layer {
  return {
    mode: words.word('MODE', ModeWord, `${reviewModes.join(', ')} or mr`),
    dryRun: words.boolean('DRY_RUN'),
    baseRef: words.text('BASE_REF'),
    headRef: words.text('HEAD_REF'),
    outputDir: words.text('OUTPUT_DIR'),
    ...providerWords(words),
    ...scopeWords(words),
    ...outcomeWords(words),
  };
}

function providerWords(words: WordReader): Layer {
  return {
    provider: words.word('PROVIDER', z.enum(reviewProviders), reviewProviders.join(', ')),
    model: words.text('MODEL'),
    temperature: words.decimal('TEMPERATURE', 2),
    topP: words.decimal('TOP_P', 1),
    numCtx: words.whole('NUM_CTX'),
    timeoutSeconds: words.decimal('TIMEOUT_SECONDS', 86_400),
  };
}

function scopeWords(words: WordReader): Layer {
  return {
    includeGlobs: words.globs('INCLUDE_GLOBS'),
    excludeGlobs: words.globs('EXCLUDE_GLOBS'),
    maxFiles: words.limit('MAX_FILES'),
    maxDiffBytes: words.limit('MAX_DIFF_BYTES'),
    maxFileBytes: words.limit('MAX_FILE_DIFF_BYTES'),
    chunkBytes: words.limit('MAX_CHUNK_BYTES'),
    maxChunks: words.limit('MAX_CHUNKS'),
    contextMode: words.word('CONTEXT_MODE', z.enum(contextModes), contextModes.join(' or ')),
  };
}

function outcomeWords(words: WordReader): Layer {
  return {
    failOn: words.word('FAIL_ON', FailOnWord, FailOnWord.options.join(', ')),
    failOnPartialCoverage: words.boolean('FAIL_ON_PARTIAL_COVERAGE'),
    feedbackMode: words.word(
      'FEEDBACK_MODE',
      FeedbackWord,
      'artifact-only, pr, mr, pr-manual or mr-manual',
    ),
    cleanupOwned: words.boolean('CLEANUP_OWNED_MR_DISCUSSIONS'),
    htmlReport: words.boolean('HTML_REPORT'),
    codeQualityExport: words.boolean('CODE_QUALITY_EXPORT'),
    performanceDiagnostics: words.boolean('ENABLE_PERFORMANCE_DIAGNOSTICS'),
    finalSummary: words.boolean('ENABLE_FINAL_SUMMARY'),
  };
}
