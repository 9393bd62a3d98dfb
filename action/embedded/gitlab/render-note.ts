import type {
  GitLabDiscussion,
  GitLabMergeRequest,
  GitLabNote,
  GitLabUser,
} from './merge-request-state.ts';

type Json = Record<string, unknown>;

/** The shapes of GitLab's documentation (doc/api/discussions.md, notes.md, users.md). */
export function renderUser({ id, username }: GitLabUser, server: string): Json {
  return {
    id,
    username,
    name: username,
    state: 'active',
    locked: false,
    avatar_url: null,
    web_url: `${server}/${username}`,
  };
}

export function renderNote(
  { projectId, iid }: GitLabMergeRequest,
  discussion: Pick<GitLabDiscussion, 'individual' | 'resolved'>,
  note: GitLabNote,
  server: string,
): Json {
  const resolvable = !discussion.individual;
  return {
    id: note.id,
    type: note.position ? 'DiffNote' : discussion.individual ? null : 'DiscussionNote',
    body: note.body,
    attachment: null,
    author: renderUser(note.author, server),
    created_at: note.createdAt,
    updated_at: note.updatedAt,
    system: false,
    noteable_id: 30_000 + iid,
    noteable_type: 'MergeRequest',
    project_id: projectId,
    noteable_iid: iid,
    ...(note.position
      ? {
          commit_id: null,
          position: {
            ...note.position,
            old_line: note.position.old_line ?? null,
            new_line: note.position.new_line ?? null,
            line_range: null,
          },
        }
      : {}),
    resolvable,
    ...(resolvable ? { resolved: discussion.resolved, resolved_by: null, resolved_at: null } : {}),
    confidential: false,
    internal: false,
  };
}

export function renderDiscussion(
  mergeRequest: GitLabMergeRequest,
  discussion: GitLabDiscussion,
  server: string,
): Json {
  return {
    id: discussion.id,
    individual_note: discussion.individual,
    notes: discussion.notes.map((note) => renderNote(mergeRequest, discussion, note, server)),
  };
}
