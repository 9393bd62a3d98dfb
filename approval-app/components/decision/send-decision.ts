import type { DecisionReply, DecisionRequest } from '../../contract/decision.ts';

export type Sent =
  | DecisionReply
  /** Nothing came back that says whether it was recorded. */
  | { readonly status: 'unknown'; readonly because: string };

/** Sends an answer. Never throws: what went wrong is told to the person who answered. */
export async function sendDecision({ runId, ...request }: DecisionRequest): Promise<Sent> {
  try {
    const answer = await fetch(`/api/runs/${runId}/decision`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify(request),
    });
    if (answer.status === 401) return { status: 'unknown', because: 'you are signed out' };
    const reply: unknown = await answer.json();
    if (isReply(reply)) return reply;
    return { status: 'unknown', because: `the server answered HTTP ${answer.status}` };
  } catch {
    return { status: 'unknown', because: 'the server can not be reached' };
  }
}

/** Our own server, of our own build: its status says which of the replies this is. */
function isReply(value: unknown): value is DecisionReply {
  if (typeof value !== 'object' || value === null || !('status' in value)) return false;
  return value.status === 'recorded' || value.status === 'counted' || value.status === 'refused';
}
