import { z } from 'zod';
import type { LineComment } from '../../core/services/review-feedback.ts';
import { Failure } from '../../domain/failure.ts';
import type { Endpoint, GitLabClient } from './client.ts';
import { noteText } from './note-text.ts';

/** GitLab's answers, as far as they are used. Fields that nobody reads are let through unseen. */
const Id = z.int().positive();
export const Note = z.object({
  id: Id,
  body: z.string(),
  author: z.object({ id: Id }),
  system: z.boolean(),
  resolved: z.boolean().nullish(),
});
const Discussion = z.object({ id: z.string().regex(/^[0-9a-f]{8,64}$/), notes: z.array(Note) });
export type Discussion = z.infer<typeof Discussion>;
const Account = z.object({ id: Id });
const MergeRequest = z.object({ iid: Id, project_id: Id, web_url: z.url() });
const Sha = z.string().regex(/^[0-9a-f]{40,64}$/);
/** A state of the diff; the newest comes first. */
const Version = z.object({
  head_commit_sha: Sha,
  base_commit_sha: Sha,
  start_commit_sha: Sha,
});
export type Version = z.infer<typeof Version>;

/** One merge request, and what may be said on it. */
export interface MergeRequestDesk {
  ownId(): Promise<number>;
  /** Address of its page. Throws `tampered` where it belongs to another project. */
  address(): Promise<string>;
  versions(): Promise<readonly Version[]>;
  discussions(): Promise<readonly Discussion[]>;
  addNote(body: string): Promise<number>;
  updateNote(id: number, body: string): Promise<void>;
  /** False where GitLab does not take that line. */
  addAtLine(comment: LineComment, body: string, version: Version): Promise<boolean>;
  removeNote(discussion: string, id: number): Promise<void>;
}

export function openMergeRequest(
  client: GitLabClient,
  { projectId, iid }: { readonly projectId: number; readonly iid: number },
): MergeRequestDesk {
  const root = `/projects/${projectId}/merge_requests/${iid}`;
  const to = (method: Endpoint['method'], path: string, doing: string): Endpoint => ({
    ...{ method, doing, path: `${root}${path}` },
  });

  return {
    ownId: async () => {
      const who: Endpoint = { method: 'GET', path: '/user', doing: 'say whose token this is' };
      return (await client.call(who, undefined, Account)).id;
    },
    address: async () => {
      const found = await client.call(
        to('GET', '', 'read the merge request'),
        undefined,
        MergeRequest,
      );
      if (found.project_id === projectId && found.iid === iid) return found.web_url;
      throw new Failure({ code: 'tampered', tell: 'GitLab answered with another merge request.' });
    },
    versions: () =>
      client.list(to('GET', '/versions', 'list the versions of the diff'), z.array(Version)),
    discussions: () =>
      client.list(to('GET', '/discussions', 'list the discussions'), z.array(Discussion)),
    addNote: async (body) => {
      const made = to('POST', '/notes', 'comment on the merge request');
      return (await client.call(made, { body: noteText(body) }, Note)).id;
    },
    updateNote: async (id, body) => {
      await client.call(
        to('PUT', `/notes/${id}`, 'update the note'),
        { body: noteText(body) },
        Note,
      );
    },
    addAtLine: async (comment, body, version) => {
      const made = to('POST', '/discussions', 'comment on a line of the merge request');
      try {
        await client.call(
          made,
          { body: noteText(body), position: positionOf(comment, version) },
          Discussion,
        );
        return true;
      } catch (error) {
        if (error instanceof Failure && error.code === 'misconfigured') return false;
        throw error;
      }
    },
    removeNote: async (discussion, id) => {
      const path = `/discussions/${discussion}/notes/${id}`;
      try {
        await client.call(to('DELETE', path, 'take a note back'), undefined, z.unknown());
      } catch (error) {
        if (!(error instanceof Failure && error.code === 'not-found')) throw error;
      }
    },
  };
}

/** An unchanged line needs its number in both files, an added one must not have the old. */
function positionOf({ file, oldFile, lineEnd, oldLine }: LineComment, version: Version) {
  return {
    position_type: 'text',
    base_sha: version.base_commit_sha,
    start_sha: version.start_commit_sha,
    head_sha: version.head_commit_sha,
    new_path: file,
    old_path: oldFile ?? file,
    new_line: lineEnd,
    ...(oldLine === undefined ? {} : { old_line: oldLine }),
  };
}
