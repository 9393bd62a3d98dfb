import type { PluginMetadata } from '../core/services/plugin-metadata.ts';
import { metadata as commentApproval } from '../plugins/comment-approval/metadata.ts';
import { metadata as convex } from '../plugins/convex/metadata.ts';
import { metadata as daytona } from '../plugins/daytona/metadata.ts';
import { metadata as environmentApproval } from '../plugins/environment-approval/metadata.ts';
import { metadata as evidenceFolder } from '../plugins/evidence-folder/metadata.ts';
import { metadata as fileLedger } from '../plugins/file-ledger/metadata.ts';
import { metadata as git } from '../plugins/git/metadata.ts';
import { metadata as github } from '../plugins/github/metadata.ts';
import { metadata as githubApp } from '../plugins/github-app/metadata.ts';
import { metadata as githubArtifacts } from '../plugins/github-artifacts/metadata.ts';
import { metadata as githubOidc } from '../plugins/github-oidc/metadata.ts';
import { metadata as gitlab } from '../plugins/gitlab/metadata.ts';
import { metadata as gitleaks } from '../plugins/gitleaks/metadata.ts';
import { metadata as jobLog } from '../plugins/job-log/metadata.ts';
import { metadata as modelRoute } from '../plugins/model-route/metadata.ts';
import { metadata as otel } from '../plugins/otel/metadata.ts';
import { metadata as pi } from '../plugins/pi/metadata.ts';
import { metadata as posthog } from '../plugins/posthog/metadata.ts';
import { metadata as r2 } from '../plugins/r2/metadata.ts';
import { metadata as reviewAnalyzers } from '../plugins/review-analyzers/metadata.ts';
import { metadata as reviewModel } from '../plugins/review-model/metadata.ts';
import { metadata as reviewOutput } from '../plugins/review-output/metadata.ts';
import { metadata as secretlint } from '../plugins/secretlint/metadata.ts';
import { metadata as sentry } from '../plugins/sentry/metadata.ts';

/** Every plugin, as it describes itself; nothing of them is loaded. */
export const pluginCatalog: readonly PluginMetadata[] = [
  github,
  git,
  daytona,
  pi,
  modelRoute,
  reviewModel,
  gitlab,
  evidenceFolder,
  githubArtifacts,
  fileLedger,
  environmentApproval,
  commentApproval,
  githubApp,
  r2,
  convex,
  githubOidc,
  secretlint,
  gitleaks,
  jobLog,
  reviewAnalyzers,
  reviewOutput,
  otel,
  sentry,
  posthog,
];
