import { z } from 'zod';
import { RunId } from '../../action/domain/ids.ts';
import { forPeople, type Handler, json, problem, readBody } from './api/handler.ts';
import type { WorkspaceLedger } from './workspace-ledger.ts';

const Control = z.strictObject({
  kind: z.enum(['steer', 'follow-up', 'abort']),
  /** Made up by the page once for each thing that is said. */
  key: z.string().regex(/^[A-Za-z0-9_-]{8,100}$/),
  text: z.string().max(8_000).optional(),
});

/** `POST /api/runs/:id/control`: tells the agent of a run something, or to stop. */
export function controlRun(ledger: WorkspaceLedger, publicUrl: () => string): Handler {
  return forPeople(async (request, { session, params }) => {
    const runId = RunId.safeParse(params['id']);
    if (!runId.success) return problem(404, 'not-found', 'There is no such run.');
    const body = await readBody(request, Control, publicUrl());
    if (body.kind === 'refused') return body.response;
    const { text, ...said } = body.value;
    const args = { ...said, runId: runId.data, ...(text === undefined ? {} : { text }) };
    const told = await ledger.control(session.accessToken, args);
    return told.status === 'done' ? json(told) : problem(409, 'refused', told.because);
  });
}
