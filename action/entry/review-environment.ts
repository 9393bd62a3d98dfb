import type { EnvironmentVariable } from '../core/services/plugin-metadata.ts';

type Described = Pick<EnvironmentVariable, 'name' | 'description'> & Partial<EnvironmentVariable>;

const text = { required: false, secret: false, format: 'text' } as const;
const yesOrNo = { required: false, secret: false, format: 'boolean' } as const;
const whole = { required: false, secret: false, format: 'integer' } as const;
const byRunner = { ...text, setByRunner: true } as const;

/** PatchPatrol's variables, for `review`; each is a flag of `patchplane review` too. */
const settings = [
  {
    ...text,
    name: 'AI_REVIEW_MODE',
    description: 'What is reviewed: auto, pr (or mr), branch, staged or working-tree.',
    defaultValue: 'auto',
  },
  {
    ...yesOrNo,
    name: 'AI_REVIEW_DRY_RUN',
    description: 'Ask nobody and tell nobody; artifacts are written and marked.',
    defaultValue: 'false',
  },
  { ...text, name: 'AI_REVIEW_BASE_REF', description: 'What a branch is compared with.' },
  { ...text, name: 'AI_REVIEW_HEAD_REF', description: 'What is reviewed; HEAD unless told.' },
  {
    ...text,
    name: 'AI_REVIEW_OUTPUT_DIR',
    description: 'Folder of the artifacts.',
    defaultValue: '.ai-review',
  },
  {
    ...text,
    name: 'AI_REVIEW_PROVIDER',
    description: 'Whom to ask: ollama, openai, anthropic, cloudflare-ai-gateway or mock.',
    defaultValue: 'ollama',
  },
  {
    ...text,
    name: 'AI_REVIEW_MODEL',
    description: 'Name of the model that reviews.',
    defaultValue: 'deepseek-coder-v2:16b',
  },
  {
    ...text,
    name: 'AI_REVIEW_PROVIDER_ALLOWLIST_BASE_URLS',
    description:
      'Base URLs that a review may ask, with commas or white space between them; compared exactly. Empty allows none.',
  },
  {
    ...text,
    name: 'AI_REVIEW_TEMPERATURE',
    description: 'Above 0, at most 2.',
    defaultValue: '0.2',
  },
  { ...text, name: 'AI_REVIEW_TOP_P', description: 'Above 0, at most 1.', defaultValue: '0.9' },
  { ...whole, name: 'AI_REVIEW_NUM_CTX', description: 'Context window, for Ollama only.' },
  {
    ...text,
    name: 'AI_REVIEW_TIMEOUT_SECONDS',
    description: 'How long one question to the model may take.',
    defaultValue: '300',
  },
  {
    ...text,
    name: 'AI_REVIEW_INCLUDE_GLOBS',
    description: 'Only files that one of these matches, with commas between them.',
  },
  {
    ...text,
    name: 'AI_REVIEW_EXCLUDE_GLOBS',
    description: 'No file that one of these matches, with commas between them.',
  },
  {
    ...whole,
    name: 'AI_REVIEW_MAX_FILES',
    description: 'A change of more files is not reviewed at all (exit 5).',
    defaultValue: '300',
  },
  {
    ...whole,
    name: 'AI_REVIEW_MAX_DIFF_BYTES',
    description: 'A larger unified diff, in UTF-8 bytes, is not reviewed at all (exit 5).',
    defaultValue: '2000000',
  },
  {
    ...whole,
    name: 'AI_REVIEW_MAX_FILE_DIFF_BYTES',
    description: 'A file with a larger diff is left out and named.',
    defaultValue: '200000',
  },
  {
    ...whole,
    name: 'AI_REVIEW_MAX_CHUNK_BYTES',
    description: 'How much of the diff one question holds.',
    defaultValue: '60000',
  },
  {
    ...whole,
    name: 'AI_REVIEW_MAX_CHUNKS',
    description: 'How many questions are asked; files beyond are left out and named.',
    defaultValue: '40',
  },
  {
    ...text,
    name: 'AI_REVIEW_CONTEXT_MODE',
    description: 'Whether local analysers look first: diff-only or diff+semantic.',
    defaultValue: 'diff-only',
  },
  {
    ...text,
    name: 'AI_REVIEW_FAIL_ON',
    description: 'Exit 10 from this severity on: none, blocker, high, medium, low or info.',
    defaultValue: 'none',
  },
  {
    ...yesOrNo,
    name: 'AI_REVIEW_FAIL_ON_PARTIAL_COVERAGE',
    description: 'Exit 10 where not all of the change was reviewed.',
    defaultValue: 'false',
  },
  {
    ...text,
    name: 'AI_REVIEW_FEEDBACK_MODE',
    description: 'Who is told: artifact-only, pr (or mr), pr-manual (or mr-manual).',
    defaultValue: 'artifact-only',
  },
  {
    ...yesOrNo,
    name: 'AI_REVIEW_CLEANUP_OWNED_MR_DISCUSSIONS',
    description: 'Take own unresolved line comments back that are not said again.',
    defaultValue: 'false',
  },
  {
    ...yesOrNo,
    name: 'AI_REVIEW_HTML_REPORT',
    description: 'Write ai-review.html too.',
    defaultValue: 'false',
  },
  {
    ...yesOrNo,
    name: 'AI_REVIEW_CODE_QUALITY_EXPORT',
    description: 'Write gl-code-quality-report.json.',
    defaultValue: 'true',
  },
  {
    ...yesOrNo,
    name: 'AI_REVIEW_ENABLE_PERFORMANCE_DIAGNOSTICS',
    description: 'Add timings to the artifacts.',
    defaultValue: 'false',
  },
  {
    ...yesOrNo,
    name: 'AI_REVIEW_ENABLE_FINAL_SUMMARY',
    description: 'Ask once more for a summary where a change took several questions.',
    defaultValue: 'false',
  },
] as const satisfies readonly Described[];

/** What a GitLab job says about its merge request; the runner sets all of it. */
const gitLabJob = [
  { ...byRunner, name: 'GITLAB_CI', description: 'Whether this is a GitLab job.' },
  { ...byRunner, name: 'CI_JOB_MANUAL', description: 'Whether a person started this job.' },
  { ...byRunner, name: 'CI_COMMIT_SHA', description: 'The commit of the pipeline.' },
  { ...byRunner, name: 'CI_MERGE_REQUEST_IID', description: 'Number of the merge request.' },
  {
    ...byRunner,
    name: 'CI_MERGE_REQUEST_PROJECT_ID',
    description: 'The project that the merge request is in.',
  },
  {
    ...byRunner,
    name: 'CI_MERGE_REQUEST_SOURCE_PROJECT_ID',
    description: 'The project that the change is from.',
  },
  {
    ...byRunner,
    name: 'CI_MERGE_REQUEST_DIFF_BASE_SHA',
    description: 'Where the branch left its target.',
  },
  {
    ...byRunner,
    name: 'CI_MERGE_REQUEST_TARGET_BRANCH_SHA',
    description: "The target's tip, in pipelines of merged results.",
  },
  {
    ...byRunner,
    name: 'CI_MERGE_REQUEST_SOURCE_BRANCH_SHA',
    description: "The branch's tip, in pipelines of merged results.",
  },
] as const satisfies readonly Described[];

/** Every variable of a review that belongs to no plugin. */
export const reviewEnvironment = [...settings, ...gitLabJob];
