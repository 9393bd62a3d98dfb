import { createHash } from 'node:crypto';
import type { AskGitHub } from '../../../action/core/services/ask-github.ts';
import {
  type ArtifactFiles,
  type BundleFetcherOptions,
  createBundleFetcher,
} from '../../../action/plugins/github-artifacts/create-bundle-fetcher.ts';
import { zip } from './zip.ts';

export const runId = 'run-0123456789abcdef';
export const repository = { externalId: '42', owner: 'acme', name: 'api' };

interface Run {
  readonly id: number;
  readonly path: string;
  readonly event: string;
  readonly head_branch: string;
  readonly repository: { readonly id: number };
  readonly head_repository: { readonly id: number } | null;
}

export const proposed: Run = {
  id: 1001,
  path: '.github/workflows/patchplane.yml',
  event: 'issues',
  head_branch: 'main',
  repository: { id: 42 },
  head_repository: { id: 42 },
};

/** An artifact as GitHub lists it, with the bytes behind it. */
export interface Stored {
  readonly subject: string;
  readonly archive?: Uint8Array;
  readonly run?: Run;
  readonly expired?: boolean;
  readonly expires_at?: string;
  readonly digest?: string;
}

/** A fetcher of bundles that are a run id and a digest; origin is all that these tests are about. */
export function forge(stored: readonly Stored[], options: Partial<BundleFetcherOptions> = {}) {
  const archives = new Map<number, Uint8Array>();
  const artifacts = stored.map(({ subject, archive, run = proposed, ...said }, at) => {
    const bytes = archive ?? zip([{ name: 'subject', content: subject }]);
    const id = 500 + at;
    archives.set(id, bytes);
    return {
      id,
      name: `patchplane-${runId}`,
      size_in_bytes: bytes.length,
      expired: false,
      expires_at: '2030-01-01T00:00:00Z',
      digest: `sha256:${createHash('sha256').update(bytes).digest('hex')}`,
      workflow_run: {
        id: run.id,
        repository_id: run.repository.id,
        head_repository_id: run.head_repository?.id ?? 1,
        head_branch: run.head_branch,
        head_sha: 'a'.repeat(40),
      },
      ...said,
    };
  });
  const runs = stored.map(({ run = proposed }) => run);
  const downloaded: number[] = [];
  const github: AskGitHub = {
    call: async ({ route }, parameters, answer) =>
      route.endsWith('/artifacts')
        ? answer.parse({ total_count: artifacts.length, artifacts })
        : answer.parse(runs.find(({ id }) => id === parameters['run_id'])),
  };
  const fetchBundle = createBundleFetcher({
    github,
    reader: {
      verifyRepositoryAccess: async () => ({
        id: 'github:42',
        workspaceId: 'github:7',
        repositoryExternalId: '42',
        owner: 'acme',
        name: 'api',
        fullName: 'acme/api',
        defaultBranch: 'main',
        private: true,
        selected: true,
        status: 'active',
      }),
    },
    download: async (_, { id }) => {
      downloaded.push(id);
      return archives.get(id) ?? new Uint8Array();
    },
    inspect,
    allowedWorkflows: ['.github/workflows/patchplane.yml'],
    ownWorkflowRunId: undefined,
    ...options,
  });
  return { fetchBundle, downloaded };
}

function inspect(files: ArtifactFiles) {
  const subjectSha256 = new TextDecoder().decode(files.get('subject'));
  return subjectSha256
    ? { holds: true as const, runId, subjectSha256 }
    : { holds: false as const, because: 'it holds no subject' };
}
