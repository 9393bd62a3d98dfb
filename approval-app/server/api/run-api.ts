import { z } from 'zod';
import { RunId } from '../../../action/domain/ids.ts';
import { DecisionRequest } from '../../contract/decision.ts';
import { InboxQuery } from '../../contract/inbox.ts';
import { RuntimeQuery } from '../../contract/runtime-page.ts';
import type { AppServices } from '../app-services.ts';
import { decideRun } from '../decide-run.ts';
import { readPatchBytes } from '../evidence.ts';
import { forPeople, type Handler, json, privateHeaders, problem, readBody } from './handler.ts';

export interface ApiParts {
  readonly services: AppServices;
}

/** Everything about runs that a browser asks for. */
export interface RunApi {
  /** `GET /api/runs?lane&repositoryId&search&cursor&limit`: `InboxPage`. */
  readonly inbox: Handler;
  /** `GET /api/runs/counts`: `InboxCounts`. */
  readonly counts: Handler;
  /** `GET /api/runs/:id`: `RunView`. */
  readonly view: Handler;
  /** `GET /api/runs/:id/events?from&limit`: `RuntimePage`. */
  readonly events: Handler;
  /** `GET /api/runs/:id/patch`: the canonical patch, byte for byte. */
  readonly patch: Handler;
  /** `POST /api/runs/:id/decision`: `DecisionRequest` without `runId`; answers `DecisionReply`. */
  readonly decision: Handler;
}

export function createRunApi({ services }: ApiParts): RunApi {
  const { ledger } = services;
  return {
    inbox: forPeople(async (request, { session }) => {
      const query = InboxWords.safeParse(Object.fromEntries(new URL(request.url).searchParams));
      if (!query.success) return problem(400, 'invalid', sentence(query.error));
      return json(await ledger.inbox(session.accessToken, query.data));
    }),
    counts: forPeople(async (_request, { session }) =>
      json(await ledger.inboxCounts(session.accessToken)),
    ),
    view: forPeople(async (_request, { session, params }) => {
      const view = await ledger.view(session.accessToken, params['id'] ?? '');
      return view ? json(view) : notFound();
    }),
    events: forPeople(async (request, { session, params }) => {
      const { from, limit } = Object.fromEntries(new URL(request.url).searchParams);
      const query = RuntimeQuery.safeParse({
        runId: params['id'],
        from: Number(from ?? 0),
        limit: Number(limit ?? 200),
      });
      if (!query.success) return problem(400, 'invalid', 'from and limit are whole numbers');
      return json(await ledger.runtimeEvents(session.accessToken, query.data));
    }),
    patch: forPeople(async (_request, { session, params }) => {
      const view = await ledger.view(session.accessToken, params['id'] ?? '');
      if (!view) return notFound();
      const patch = await readPatchBytes(view, services.artifacts);
      if (patch.status === 'missing') return problem(409, 'not-displayed', patch.because);
      return new Response(Uint8Array.from(patch.bytes), {
        headers: { ...privateHeaders, 'content-type': 'application/octet-stream' },
      });
    }),
    decision: forPeople(async (request, { session, params }) => {
      const runId = RunId.safeParse(params['id']);
      if (!runId.success) return notFound();
      const body = await readBody(request, DecisionRequest.omit({ runId: true }));
      if (body.kind === 'refused') return body.response;
      const reply = await decideRun(session, { ...body.value, runId: runId.data }, services);
      return json(reply, reply.status === 'refused' ? 409 : 200);
    }),
  };
}

/** As an address has them: texts, and most may be left out. */
const InboxWords = z
  .looseObject({ limit: z.string().default('50'), cursor: z.string().nullable().default(null) })
  .transform(({ limit, ...words }) => ({ ...words, limit: Number(limit) }))
  .pipe(InboxQuery);

function sentence({ issues: [issue] }: z.ZodError): string {
  return `${issue?.path.join('.') || 'query'}: ${issue?.message}`;
}

function notFound(): Response {
  return problem(404, 'not-found', 'There is no such run in your workspace.');
}
