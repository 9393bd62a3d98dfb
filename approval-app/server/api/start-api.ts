import { z } from 'zod';
import { RepositoryId, RunId } from '../../../action/domain/ids.ts';
import { startPrompt, startRerun } from '../start-run.ts';
import { forPeople, type Handler, json, readBody } from './handler.ts';
import type { ApiParts } from './run-api.ts';

const Prompt = z.strictObject({
  repositoryId: RepositoryId,
  prompt: z.string().trim().min(1).max(60_000),
});
const Rerun = z.strictObject({ runId: RunId, instruction: z.string().max(8_000) });

/** Starting runs from the app; both answer `Started`. */
export function createStartApi({ services }: ApiParts): {
  /** `POST /api/prompts`: `{repositoryId, prompt}`. */
  readonly prompt: Handler;
  /** `POST /api/reruns`: `{runId, instruction}`. */
  readonly rerun: Handler;
} {
  return {
    prompt: forPeople(async (request, { session }) => {
      const body = await readBody(request, Prompt);
      if (body.kind === 'refused') return body.response;
      const started = await startPrompt(session, body.value, services);
      return json(started, started.status === 'started' ? 202 : 409);
    }),
    rerun: forPeople(async (request, { session }) => {
      const body = await readBody(request, Rerun);
      if (body.kind === 'refused') return body.response;
      const started = await startRerun(session, body.value, services);
      return json(started, started.status === 'started' ? 202 : 409);
    }),
  };
}
