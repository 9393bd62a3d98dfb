import { z } from 'zod';
import {
  ArtifactRecord,
  DispatchRecord,
  EnvironmentRecord,
  RepositoryDispatchRecord,
  ReviewRecord,
  RulesetRecord,
  RunRecord,
  VariableRecord,
} from './actions-records.ts';
import { ActivityRecord } from './activity-record.ts';
import { InstallationRecord } from './installation-record.ts';
import {
  CheckRecord,
  CommentRecord,
  ForkRecord,
  IssueEventRecord,
  IssueRecord,
  PullRecord,
  ReactionRecord,
} from './records.ts';
import { PullCommentRecord, PullReviewRecord } from './review-records.ts';

/** Everything that survives a restart. Lists that came later may be missing in an older file. */
export const GitHubState = z.strictObject({
  schemaVersion: z.literal(1),
  lastId: z.int(),
  lastNumber: z.int(),
  issues: z.array(IssueRecord),
  issueEvents: z.array(IssueEventRecord).default([]),
  comments: z.array(CommentRecord),
  reactions: z.array(ReactionRecord),
  checks: z.array(CheckRecord),
  pulls: z.array(PullRecord),
  forks: z.array(ForkRecord).default([]),
  dispatches: z.array(DispatchRecord),
  repositoryDispatches: z.array(RepositoryDispatchRecord).default([]),
  runs: z.array(RunRecord).default([]),
  reviews: z.array(ReviewRecord).default([]),
  pullComments: z.array(PullCommentRecord).default([]),
  pullReviews: z.array(PullReviewRecord).default([]),
  environments: z.array(EnvironmentRecord).default([]),
  variables: z.array(VariableRecord).default([]),
  rulesets: z.array(RulesetRecord).default([]),
  artifacts: z.array(ArtifactRecord).default([]),
  activities: z.array(ActivityRecord).default([]),
  installations: z.array(InstallationRecord).default([]),
});
export type GitHubState = z.infer<typeof GitHubState>;
