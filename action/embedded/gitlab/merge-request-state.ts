/** A person or bot with a token. */
export interface GitLabUser {
  readonly id: number;
  readonly username: string;
  readonly token: string;
  /** What the token may do: `api`, or only `read_api`. */
  readonly scope: 'api' | 'read_api';
}

export interface GitLabPosition {
  readonly base_sha: string;
  readonly start_sha: string;
  readonly head_sha: string;
  readonly position_type: 'text';
  readonly new_path: string;
  readonly old_path: string;
  readonly new_line?: number | undefined;
  readonly old_line?: number | undefined;
}

export interface GitLabNote {
  readonly id: number;
  readonly author: GitLabUser;
  body: string;
  readonly createdAt: string;
  updatedAt: string;
  readonly position: GitLabPosition | undefined;
}

export interface GitLabDiscussion {
  readonly id: string;
  readonly individual: boolean;
  notes: GitLabNote[];
  resolved: boolean;
}

/** Lines that the diff of a file shows, by their numbers in the new file. */
export interface GitLabFile {
  readonly added: readonly number[];
  /** Unchanged lines: number in the new file, number in the old one. */
  readonly context: Readonly<Record<number, number>>;
  /** Where it was called something else. */
  readonly oldPath?: string;
}

export interface GitLabMergeRequest {
  readonly projectId: number;
  readonly iid: number;
  readonly baseSha: string;
  readonly startSha: string;
  headSha: string;
  files: Readonly<Record<string, GitLabFile>>;
}

/** Why GitLab does not take a position, in its own shape; undefined where it does. */
export function positionProblem(
  { baseSha, startSha, headSha, files }: GitLabMergeRequest,
  position: GitLabPosition,
): string | undefined {
  const shas = position.base_sha === baseSha && position.start_sha === startSha;
  const file = files[position.new_path];
  const line = position.new_line ?? 0;
  const inDiff =
    (file?.added.includes(line) && position.old_line === undefined) ||
    (file?.context[line] !== undefined && file.context[line] === position.old_line);
  const path = (file?.oldPath ?? position.new_path) === position.old_path;
  if (shas && position.head_sha === headSha && path && inDiff) return undefined;
  return `400 Bad request - Note {:line_code=>["can't be blank", "must be a valid line code"]}`;
}

/** Commands in a note that GitLab would run, and not show. */
export function quickActionsIn(body: string): readonly string[] {
  const outsideOfCode = body.replaceAll(/^```[\s\S]*?^```/gm, '');
  return [...outsideOfCode.matchAll(/^[^\S\r\n]*\/([a-z_]+)/gm)].flatMap((match) => match[1] ?? []);
}
