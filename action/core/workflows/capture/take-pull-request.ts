import type { Parts, StageOutcome } from '../../attempt.ts';
import type { Context } from '../../context.ts';
import { candidateFrom, captureRefused } from './candidate.ts';

/**
 * A pull request is a candidate as it stands, whoever or whatever wrote it. Its frozen head is
 * fetched on the trusted side and compared with the base there; none of it is checked out.
 */
export async function takePullRequest(
  known: Pick<Parts, 'request' | 'base'>,
  context: Pick<Context, 'now' | 'randomHex'>,
): Promise<StageOutcome<Pick<Parts, 'candidate'>>> {
  const { trusted, pullRequest } = known.base;
  if (!pullRequest) throw new TypeError('the base was frozen without a pull request');
  const { number, headSha } = pullRequest;
  const derivation = await trusted.derivePullRequest({ number, sha: headSha });
  if (derivation.kind === 'refused') return captureRefused(derivation.because);
  const subject = {
    kind: 'incoming-pull-request',
    repositoryExternalId: known.request.repository.externalId,
    pullRequestNumber: number,
    baseSha: trusted.base.commit,
    headSha,
  } as const;
  return candidateFrom(known, subject, derivation.derived, context);
}
