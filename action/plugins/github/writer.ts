import { z } from 'zod';
import type {
  NewPullRequest,
  Published,
  RepositoryRef,
  RepositoryWriter,
} from '../../core/services/source-control-service.ts';
import { Failure } from '../../domain/failure.ts';
import type { GitObjectId } from '../../domain/ids.ts';
import { CommitAnswer, PullAnswer, PullsAnswer, RefAnswer } from './answers.ts';
import { branchName, resolveBranch } from './branches.ts';
import { createClient, type Endpoint, type GitHubClient, type GitHubOptions } from './client.ts';
import { type CommitAuthor, writeCommit } from './commit.ts';
import { putOn } from './labels.ts';
import { limited, oneLine } from './limited-text.ts';
import { named, requireSameRepository } from './same-repository.ts';

const createRef: Endpoint = {
  route: 'POST /repos/{owner}/{repo}/git/refs',
  doing: 'create the branch',
  needs: 'contents: write',
};
const createPull: Endpoint = {
  route: 'POST /repos/{owner}/{repo}/pulls',
  doing: 'open the draft pull request',
  needs: 'pull_requests: write (GITHUB_TOKEN: also allow Actions to create pull requests)',
};
const listPulls: Endpoint = {
  route: 'GET /repos/{owner}/{repo}/pulls',
  doing: 'look for the pull request of the branch',
  needs: 'pull_requests: read',
};

const readCommit: Endpoint = {
  route: 'GET /repos/{owner}/{repo}/git/commits/{commit_sha}',
  doing: 'read the commit back',
  needs: 'contents: read',
};
const closePull: Endpoint = {
  route: 'PATCH /repos/{owner}/{repo}/pulls/{pull_number}',
  doing: 'close the pull request',
  needs: 'pull_requests: write',
};
const deleteRef: Endpoint = {
  route: 'DELETE /repos/{owner}/{repo}/git/refs/{ref}',
  doing: 'delete the branch',
  needs: 'contents: write',
};

const CommitWithMessage = CommitAnswer.extend({ message: z.string() });

export interface GitHubWriterOptions extends GitHubOptions {
  /** The bot that the token writes as; the one behind `GITHUB_TOKEN` unless told. */
  readonly author?: CommitAuthor;
}

const actionsBot: CommitAuthor = {
  name: 'github-actions[bot]',
  email: '41898282+github-actions[bot]@users.noreply.github.com',
};

/** Writing to a repository on GitHub. Needs `contents: write` and `pull_requests: write`. */
export function createGitHubWriter(options: GitHubWriterOptions): RepositoryWriter {
  const client = createClient(options);
  return {
    createCommit: async (repository, commit) => {
      await requireSameRepository(client, repository);
      return writeCommit(client, repository, options.author ?? actionsBot, commit);
    },

    createBranch: async (repository, ref, sha) => {
      requireOwnBranch(ref);
      await requireSameRepository(client, repository);
      await writeBranch(client, repository, ref, sha);
    },

    createDraftPullRequest: async (repository, draft) => {
      await requireSameRepository(client, repository);
      return writePullRequest(client, repository, draft);
    },

    readBranch: async (repository, ref) => {
      await requireSameRepository(client, repository);
      try {
        return await resolveBranch(client, repository, ref);
      } catch (error) {
        if (error instanceof Failure && error.code === 'not-found') return undefined;
        throw error;
      }
    },

    findPullRequest: async (repository, headRef) => {
      const { owner } = await requireSameRepository(client, repository);
      const branch = branchName(headRef);
      const parameters = { head: `${owner.login}:${branch}`, state: 'all' };
      const pulls = await client.list(
        listPulls,
        { ...named(repository), ...parameters },
        PullsAnswer,
      );
      const ours = pulls.filter(
        ({ head }) => head.ref === branch && String(head.repo?.id) === repository.externalId,
      );
      const found = ours.find(({ state }) => state === 'open') ?? ours[0];
      return found && publishedPull(found);
    },

    ...takingBack(client),
  };
}

/** Looking at what was made, and undoing it. */
function takingBack(
  client: GitHubClient,
): Pick<RepositoryWriter, 'readCommit' | 'closePullRequest' | 'deleteBranch'> {
  return {
    readCommit: async (repository, sha) => {
      const { tree, parents, message } = await client.call(
        readCommit,
        { ...named(repository), commit_sha: sha },
        CommitWithMessage,
      );
      return { tree: tree.sha, parents: parents.map((parent) => parent.sha), message };
    },

    closePullRequest: async (repository, number) => {
      await requireSameRepository(client, repository);
      const change = { ...named(repository), pull_number: number, state: 'closed' };
      await client.call(closePull, change, PullAnswer);
    },

    deleteBranch: async (repository, ref) => {
      requireOwnBranch(ref);
      await requireSameRepository(client, repository);
      try {
        const branch = { ...named(repository), ref: `heads/${branchName(ref)}` };
        await client.call(deleteRef, branch, z.unknown());
      } catch (error) {
        const gone = error instanceof Failure && ['not-found', 'conflict'].includes(error.code);
        if (!gone) throw error;
      }
    },
  };
}

/** The one place where publishing may create refs; branches of people are out of reach. */
const ownBranch = /^refs\/heads\/patchplane\/[A-Za-z0-9][A-Za-z0-9._-]{0,200}$/;

function requireOwnBranch(ref: string): void {
  if (ownBranch.test(ref)) return;
  throw new Failure({
    code: 'misconfigured',
    tell: `PatchPlane only creates branches below refs/heads/patchplane/, not ${JSON.stringify(ref)}.`,
  });
}

async function writeBranch(
  client: GitHubClient,
  repository: RepositoryRef,
  ref: string,
  sha: GitObjectId,
): Promise<void> {
  const created = await client.call(createRef, { ...named(repository), ref, sha }, RefAnswer);
  if (created.ref === ref && created.object.sha === sha) return;
  throw new Failure({
    code: 'invalid-answer',
    tell: `GitHub created ${JSON.stringify(created.ref)} at ${created.object.sha}, not what was asked for.`,
  });
}

async function writePullRequest(
  client: GitHubClient,
  repository: RepositoryRef,
  draft: NewPullRequest,
): Promise<Published & { number: number }> {
  const pull = await client.call(
    createPull,
    {
      ...named(repository),
      title: oneLine(draft.title, 256),
      body: limited(draft.body),
      head: branchName(draft.headRef),
      base: branchName(draft.baseRef),
      draft: draft.draft ?? true,
    },
    PullAnswer,
  );
  await putOn(client, repository, pull.number, draft.labels ?? []);
  return publishedPull(pull);
}

function publishedPull(pull: PullAnswer): Published & { number: number } {
  return { externalId: String(pull.id), number: pull.number, url: pull.html_url };
}
