import { z } from 'zod';
import type { LineComment } from '../../core/services/review-feedback.ts';
import type { RepositoryRef } from '../../core/services/source-control-service.ts';
import { Failure } from '../../domain/failure.ts';
import type { Endpoint, GitHubClient, Parameters } from './client.ts';
import { limited } from './limited-text.ts';
import { named } from './same-repository.ts';

const needs = 'pull_requests: write';
const pull = 'GET /repos/{owner}/{repo}/pulls/{pull_number}';
const listComments: Endpoint = {
  route: `${pull}/comments`,
  doing: 'list the line comments of the pull request',
  needs: 'pull_requests: read',
};
const createReview: Endpoint = {
  route: 'POST /repos/{owner}/{repo}/pulls/{pull_number}/reviews',
  doing: 'comment on lines of the pull request',
  needs,
};
const createComment: Endpoint = {
  route: 'POST /repos/{owner}/{repo}/pulls/{pull_number}/comments',
  doing: 'comment on a line of the pull request',
  needs,
};
const updateComment: Endpoint = {
  route: 'PATCH /repos/{owner}/{repo}/pulls/comments/{comment_id}',
  doing: 'update a line comment',
  needs,
};
const deleteComment: Endpoint = {
  route: 'DELETE /repos/{owner}/{repo}/pulls/comments/{comment_id}',
  doing: 'take a line comment back',
  needs,
};

const LineCommentsAnswer = z.array(
  z.object({
    id: z.int().positive(),
    body: z.string(),
    user: z.object({ id: z.int() }).nullable(),
    /** Null once the line is not what it was. */
    line: z.int().nullish(),
    in_reply_to_id: z.int().nullish(),
  }),
);
export type ForgeComment = z.infer<typeof LineCommentsAnswer>[number];

/** A line comment with its mark in front. */
export interface MarkedComment extends LineComment {
  readonly marked: string;
}

/** The line comments of one pull request. */
export interface LineComments {
  list(): Promise<readonly ForgeComment[]>;
  /** How many of them GitHub took: it refuses lines that it does not show in the diff. */
  add(comments: readonly MarkedComment[], headSha: string): Promise<number>;
  update(id: number, body: string): Promise<void>;
  remove(id: number): Promise<void>;
}

export function createLineComments(
  client: GitHubClient,
  repository: RepositoryRef,
  pullNumber: number,
): LineComments {
  const at = { ...named(repository), pull_number: pullNumber };
  const one = (id: number) => ({ ...named(repository), comment_id: id });
  const refused = <Answer>(work: Promise<Answer>) =>
    work.then(
      () => 1,
      (error: unknown) => {
        if (error instanceof Failure && error.code === 'misconfigured') return 0;
        throw error;
      },
    );

  return {
    list: () => client.list(listComments, at, LineCommentsAnswer),

    async add(comments, headSha) {
      if (comments.length === 0) return 0;
      const together = {
        ...at,
        commit_id: headSha,
        event: 'COMMENT',
        comments: comments.map(place),
      };
      if ((await refused(client.call(createReview, together, z.unknown()))) === 1)
        return comments.length;
      // One line that is refused takes all others along: so each goes on its own.
      let taken = 0;
      for (const comment of comments) {
        const alone = { ...at, commit_id: headSha, ...place(comment) };
        taken += await refused(client.call(createComment, alone, z.unknown()));
      }
      return taken;
    },

    async update(id, body) {
      await client.call(updateComment, { ...one(id), body: limited(body) }, z.unknown());
    },

    async remove(id) {
      try {
        await client.call(deleteComment, one(id), z.unknown());
      } catch (error) {
        if (!(error instanceof Failure && error.code === 'not-found')) throw error;
      }
    },
  };
}

function place({ file, lineStart, lineEnd, marked }: MarkedComment): Parameters {
  const several = lineStart < lineEnd;
  return {
    ...{ path: file, body: limited(marked), line: lineEnd, side: 'RIGHT' },
    ...(several ? { start_line: lineStart, start_side: 'RIGHT' } : {}),
  };
}
