import { RunId, Sha256 } from '../../../action/domain/ids.ts';
import type { AppServices } from '../app-services.ts';
import { forPeople, type Handler, problem } from './handler.ts';

/**
 * `GET /api/runs/:id/artifacts/:sha256`: sends on to a link that lives for a minute. Asked for at
 * each opening, by somebody who may see the run then; the link itself is in no page and no log.
 */
export function createArtifactApi({ ledger, store, events }: AppServices): {
  readonly open: Handler;
} {
  return {
    open: forPeople(async (_request, { session, params }) => {
      const runId = RunId.safeParse(params['id']);
      const sha256 = Sha256.safeParse(params['sha256']);
      if (!runId.success || !sha256.success) return notFound();
      const view = await ledger.view(session.accessToken, runId.data);
      const artifact = view?.artifacts.find((each) => each.sha256 === sha256.data);
      if (!artifact) return notFound();
      const opened = { runId: runId.data, kind: artifact.kind };
      await events.track('artifact_opened', opened, session.workspaceId ?? 'none');
      const name = `${artifact.kind}-${artifact.sha256.slice(0, 12)}`;
      return new Response(null, {
        status: 303,
        headers: {
          location: await store.signedUrl(runId.data, sha256.data, name),
          'cache-control': 'no-store',
          // The address is a secret for a minute: it goes to the store and into no other log.
          'referrer-policy': 'no-referrer',
          'x-content-type-options': 'nosniff',
          'content-security-policy': "default-src 'none'; sandbox",
        },
      });
    }),
  };
}

function notFound(): Response {
  return problem(404, 'not-found', 'There is no such evidence in your workspace.');
}
