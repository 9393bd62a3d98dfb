import type { ProviderCredentials } from '../core/services/review-model.ts';
import type { Environment } from './environment-reader.ts';
import { given } from './environment-reader.ts';

/** Everything that a review reads of its environment; nothing else of it is looked at. */
const names = [
  'AI_REVIEW_MODE',
  'AI_REVIEW_DRY_RUN',
  'AI_REVIEW_BASE_REF',
  'AI_REVIEW_HEAD_REF',
  'AI_REVIEW_OUTPUT_DIR',
  'AI_REVIEW_PROVIDER',
  'AI_REVIEW_MODEL',
  'AI_REVIEW_TEMPERATURE',
  'AI_REVIEW_TOP_P',
  'AI_REVIEW_NUM_CTX',
  'AI_REVIEW_TIMEOUT_SECONDS',
  'AI_REVIEW_INCLUDE_GLOBS',
  'AI_REVIEW_EXCLUDE_GLOBS',
  'AI_REVIEW_MAX_FILES',
  'AI_REVIEW_MAX_DIFF_BYTES',
  'AI_REVIEW_MAX_FILE_DIFF_BYTES',
  'AI_REVIEW_MAX_CHUNK_BYTES',
  'AI_REVIEW_MAX_CHUNKS',
  'AI_REVIEW_CONTEXT_MODE',
  'AI_REVIEW_FAIL_ON',
  'AI_REVIEW_FAIL_ON_PARTIAL_COVERAGE',
  'AI_REVIEW_FEEDBACK_MODE',
  'AI_REVIEW_CLEANUP_OWNED_MR_DISCUSSIONS',
  'AI_REVIEW_HTML_REPORT',
  'AI_REVIEW_CODE_QUALITY_EXPORT',
  'AI_REVIEW_ENABLE_PERFORMANCE_DIAGNOSTICS',
  'AI_REVIEW_ENABLE_FINAL_SUMMARY',
  'AI_REVIEW_PROVIDER_ALLOWLIST_BASE_URLS',
  'OLLAMA_HOST',
  'OPENAI_BASE_URL',
  'ANTHROPIC_BASE_URL',
  'CLOUDFLARE_ACCOUNT_ID',
  'CLOUDFLARE_GATEWAY_ID',
] as const;

/** The words of a review's settings, and none of its secrets. */
export function reviewWords(environment: Environment): Environment {
  return Object.fromEntries(names.map((name) => [name, given(environment, name)]));
}

/** What a GitLab job says about itself and its merge request. */
export type GitLabVariable =
  | 'GITLAB_CI'
  | 'CI_JOB_MANUAL'
  | 'CI_COMMIT_SHA'
  | 'CI_MERGE_REQUEST_IID'
  | 'CI_MERGE_REQUEST_PROJECT_ID'
  | 'CI_MERGE_REQUEST_SOURCE_PROJECT_ID'
  | 'CI_MERGE_REQUEST_DIFF_BASE_SHA'
  | 'CI_MERGE_REQUEST_TARGET_BRANCH_SHA'
  | 'CI_MERGE_REQUEST_SOURCE_BRANCH_SHA';

export function gitLabVariable(environment: Environment, name: GitLabVariable): string | undefined {
  return given(environment, name);
}

/** Keys, each for the provider that it is named after. */
export function reviewCredentials(environment: Environment): ProviderCredentials {
  return {
    openaiApiKey: given(environment, 'OPENAI_API_KEY'),
    openaiOrganization: given(environment, 'OPENAI_ORGANIZATION'),
    openaiProject: given(environment, 'OPENAI_PROJECT'),
    anthropicApiKey: given(environment, 'ANTHROPIC_API_KEY'),
    cloudflareApiKey: given(environment, 'CLOUDFLARE_API_KEY'),
  };
}
