import { createHash } from 'node:crypto';
import type { GitLabDiscussion, GitLabMergeRequest, GitLabUser } from './merge-request-state.ts';

export interface GitLabOptions {
  readonly users: readonly GitLabUser[];
  readonly mergeRequest: GitLabMergeRequest;
}

/** Misbehaviour to order: the next so many requests of a method are answered so. */
export interface GitLabFault {
  readonly method: string;
  readonly times: number;
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Everything that a route needs. */
export interface GitLabDesk extends GitLabOptions {
  readonly server: string;
  readonly discussions: GitLabDiscussion[];
  /** Quick actions that notes set off, with who wrote them. */
  readonly quickActions: { readonly by: string; readonly action: string }[];
  /** `METHOD path status`, in the order of the answers. */
  readonly log: string[];
  readonly faults: { fault: GitLabFault; left: number }[];
  nextId(): number;
  now(): string;
}

export function discussionId(id: number): string {
  return createHash('sha1').update(String(id)).digest('hex');
}
