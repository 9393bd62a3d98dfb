import { describe, expect, it } from 'vitest';
import type {
  Derivation,
  TrustedRepository,
} from '../../../action/core/services/source-control-service.ts';
import { takePullRequest } from '../../../action/core/workflows/capture/take-pull-request.ts';
import { modified } from '../policy/sample.ts';
import { head, knownPullRequest, mergeBase } from './pull-request.ts';

const context = { now: () => 5, randomHex: (count: number) => 'a'.repeat(count * 2) };

function taken(answer: Derivation) {
  const { base, request } = knownPullRequest();
  const asked: unknown[] = [];
  const trusted: TrustedRepository = {
    ...base.trusted,
    async derivePullRequest(wanted) {
      asked.push(wanted);
      return answer;
    },
  };
  return { asked, outcome: takePullRequest({ request, base: { ...base, trusted } }, context) };
}

describe('a pull request as candidate', () => {
  it('[GHB-03] [GHB-14] is named by repository, number, base and head, and runs no agent', async () => {
    const patch = new TextEncoder().encode('diff');
    const { asked, outcome } = taken({
      kind: 'derived',
      derived: {
        resultTree: head.tree,
        patch,
        patchSha256: '6'.repeat(64),
        changes: [modified('a')],
        stats: { filesChanged: 1, additions: 2, deletions: 1 },
      },
    });

    expect(await outcome).toMatchObject({
      add: {
        candidate: {
          patch,
          set: {
            subject: {
              kind: 'incoming-pull-request',
              repositoryExternalId: '1',
              pullRequestNumber: 7,
              baseSha: mergeBase.commit,
              headSha: head.sha,
            },
            status: 'captured',
            baseSha: mergeBase.commit,
            baseTree: mergeBase.tree,
            resultTree: head.tree,
          },
        },
      },
      evidence: [{ kind: 'diff', content: patch }],
      detail: '1 file, +2 -1',
    });
    expect(asked).toEqual([{ number: 7, sha: head.sha }]);
  });

  it('that can not be derived ends the run with the reason', async () => {
    const { outcome } = taken({ kind: 'refused', because: 'It is too large.' });

    expect(await outcome).toEqual({
      stop: { state: 'failed', category: 'capture-refused', reason: 'It is too large.' },
    });
  });
});
