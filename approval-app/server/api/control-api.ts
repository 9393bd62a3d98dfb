import { z } from 'zod';
import { RunId } from '../../../action/domain/ids.ts';
import { forPeople, type Handler, json, problem, readBody } from './handler.ts';
import type { ApiParts } from './run-api.ts';

const Control = z.strictObject({
  kind: z.enum(['steer', 'follow-up', 'abort']),
  /** Made up by the page once for each thing that is said. */
  key: z.string().regex(/^[A-Za-z0-9_-]{8,100}$/),
  text: z.string().max(8_000).optional(),
});

/** `POST /api/runs/:id/control`: tells the agent of a run something, or to stop. */
export function createControlApi({ services }: ApiParts): { readonly tell: Handler } {
  return {
    tell: forPeople(async (request, { session, params }) => {
      const runId = RunId.safeParse(params['id']);
      if (!runId.success) return problem(404, 'not-found', 'There is no such run.');
      const body = await readBody(request, Control);
      if (body.kind === 'refused') return body.response;
      const { text, ...said } = body.value;
      const args = { ...said, runId: runId.data, ...(text === undefined ? {} : { text }) };
      const told = await services.workspace.control(session.accessToken, args);
      return told.status === 'done' ? json(told) : problem(409, 'refused', told.because);
    }),
  };
}
