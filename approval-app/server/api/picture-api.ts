import { RunId, Sha256 } from '../../../action/domain/ids.ts';
import type { AppServices } from '../app-services.ts';
import { answerPicture } from '../picture.ts';
import { forPeople, type Handler } from './handler.ts';

/** `GET /api/runs/:id/evidence/:sha256/picture`: a screenshot for an `img` of ours. */
export function createPictureApi({ ledger, artifacts }: AppServices): { readonly show: Handler } {
  return {
    show: forPeople(async (_request, { session, params }) => {
      const runId = RunId.safeParse(params['id']);
      const sha256 = Sha256.safeParse(params['sha256']);
      const isAsked = runId.success && sha256.success;
      const view = isAsked ? await ledger.view(session.accessToken, runId.data) : undefined;
      return await answerPicture({ view, sha256: sha256.data ?? '', read: artifacts });
    }),
  };
}
