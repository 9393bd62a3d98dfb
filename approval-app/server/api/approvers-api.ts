import { z } from 'zod';
import { RunId } from '../../../action/domain/ids.ts';
import type { AppServices } from '../app-services.ts';
import { approversOf } from '../job-ledger.ts';
import { syncApprover } from '../members.ts';
import { type Handler, json, limitedText, problem } from './handler.ts';

const longestBody = 1_024;
const Body = z.strictObject({ runId: RunId });

/**
 * `POST /api/github/approvers`, by a publish job with its own OIDC token, before it takes the
 * decision: what the identity provider and GitHub say now of everybody who approved goes to the
 * ledger. It knows the job by that token and says whom it is about; nothing of them is answered.
 */
export function createApproversApi(
  services: AppServices,
  convexUrl: string,
): { readonly refresh: Handler } {
  return {
    refresh: async (request) => {
      const [, token] = /^Bearer (\S+)$/.exec(request.headers.get('authorization') ?? '') ?? [];
      if (!token) return problem(401, 'not-allowed', 'This is for publish jobs, by their token.');
      const body = Body.safeParse(parsed(await limitedText(request, longestBody)));
      if (!body.success) return problem(400, 'invalid', 'runId: not the id of a run');
      const found = await approversOf(convexUrl, token, body.data.runId);
      if (found.kind === 'refused') return problem(403, 'not-allowed', found.because);
      try {
        for (const approver of found.approvers)
          await syncApprover(approver, { ...found, runId: body.data.runId }, services);
      } catch {
        return problem(503, 'unavailable', 'The identity provider or GitHub did not answer.');
      }
      return json({ status: 'read' });
    },
  };
}

function parsed(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return undefined;
  }
}
