import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { GrantRequest, type Grants } from './grants.ts';
import { answerError, answerJson, bearerOf, readBody } from './http-answers.ts';

/** The trusted side's door: `POST /grants`, `DELETE /grants/:id`. */
export interface Admin {
  answer(path: string, request: IncomingMessage, response: ServerResponse): Promise<void>;
}

const bodyLimit = 64 * 1024;

export function createAdmin(adminKey: string, grants: Grants): Admin {
  const expected = fingerprint(adminKey);
  return {
    async answer(path, request, response) {
      const key = bearerOf(request.headers);
      if (key === undefined || !timingSafeEqual(fingerprint(key), expected))
        return answerError(response, 401, 'admin_only', 'the admin key is missing or wrong');
      if (request.method === 'POST' && path === '/grants') return issue(grants, request, response);
      if (request.method === 'DELETE') return revoke(grants, path, response);
      return answerError(
        response,
        404,
        'not_found',
        'there is POST /grants and DELETE /grants/:id',
      );
    },
  };
}

async function issue(
  grants: Grants,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = await readBody(request, bodyLimit);
  const wanted = GrantRequest.safeParse(body);
  if (!wanted.success)
    return answerError(response, 400, 'invalid_grant', 'the body is not a grant request');
  return answerJson(response, 201, grants.issue(wanted.data));
}

function revoke(grants: Grants, path: string, response: ServerResponse): void {
  if (grants.revoke(path.slice('/grants/'.length))) response.writeHead(204).end();
  else answerError(response, 404, 'grant_unknown', 'there is no such grant');
}

/** Equal lengths for a comparison that takes the same time for every key. */
function fingerprint(key: string): Buffer {
  return createHash('sha256').update(key).digest();
}
