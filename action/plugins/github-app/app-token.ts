import { z } from 'zod';
import type { RepositoryRef } from '../../core/services/source-control-service.ts';
import { Failure } from '../../domain/failure.ts';

export interface AppTokenOptions {
  readonly appId: string;
  /** PEM, as GitHub hands it out; newlines may be written as `\n`. */
  readonly privateKey: string;
  readonly apiUrl: string;
  readonly repository: RepositoryRef;
  /** For each request; 15 seconds unless told. */
  readonly timeoutMs?: number;
}

export interface AppToken {
  readonly token: string;
  /** Makes the token useless. Asking twice is no error. */
  revoke(): Promise<void>;
}

/** What publishing takes, and nothing else. */
const permissions = {
  contents: 'write',
  pull_requests: 'write',
  checks: 'write',
  issues: 'write',
} as const;

const Installation = z.object({ id: z.int().positive() });
const Granted = z.object({
  token: z.string().min(1),
  permissions: z.record(z.string(), z.string()),
  repositories: z.array(z.object({ id: z.int() })).optional(),
});

/**
 * A token of the user's own App: for one repository by its number, for publishing alone, and
 * over when the job is. What GitHub granted is looked at, because more than that is too much.
 */
export async function createAppToken(options: AppTokenOptions): Promise<AppToken> {
  const { apiUrl, repository, timeoutMs = 15_000 } = options;
  const proof = await signAsApp(options);
  const ask = async (method: string, path: string, token: string, body?: unknown) => {
    const response = await fetch(`${apiUrl}${path}`, {
      method,
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
      headers: {
        accept: 'application/vnd.github+json',
        authorization: `Bearer ${token}`,
        'user-agent': 'patchplane',
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }).catch((cause: unknown) => {
      throw failure('unavailable', 'GitHub did not answer', cause);
    });
    if (!response.ok) throw failure('auth', `GitHub answered ${response.status}`);
    return response.status === 204 ? undefined : await response.json();
  };
  const { owner, name, externalId } = repository;
  const place = `/repos/${encodeURIComponent(owner)}/${encodeURIComponent(name)}/installation`;
  const { id } = decode(Installation, await ask('GET', place, proof));
  const wanted = { repository_ids: [Number(externalId)], permissions };
  const path = `/app/installations/${id}/access_tokens`;
  const granted = decode(Granted, await ask('POST', path, proof, wanted));
  let revoked = false;
  const revoke = async () => {
    if (revoked) return;
    revoked = true;
    await ask('DELETE', '/installation/token', granted.token);
  };
  const because = tooMuch(granted, externalId);
  if (because === undefined) return { token: granted.token, revoke };
  await revoke();
  throw failure('auth', because);
}

async function signAsApp({ appId, privateKey }: AppTokenOptions): Promise<string> {
  try {
    const { createAppAuth } = await import('@octokit/auth-app');
    const key = privateKey.replaceAll('\\n', '\n');
    return (await createAppAuth({ appId, privateKey: key })({ type: 'app' })).token;
  } catch (cause) {
    throw failure('misconfigured', 'its private key can not be read as PEM', cause);
  }
}

function tooMuch(granted: z.infer<typeof Granted>, externalId: string): string | undefined {
  const extra = Object.entries(granted.permissions).filter(
    ([name, access]) => access !== 'read' && !Object.keys(permissions).includes(name),
  );
  if (extra.length > 0) return `GitHub granted more than was asked for (${extra[0]?.[0]})`;
  const elsewhere = granted.repositories?.some(({ id }) => String(id) !== externalId);
  return elsewhere ? 'GitHub granted another repository' : undefined;
}

function decode<Output>(schema: z.ZodType<Output>, answer: unknown): Output {
  const decoded = schema.safeParse(answer);
  if (decoded.success) return decoded.data;
  throw failure('invalid-answer', 'GitHub answered in an unknown shape', decoded.error);
}

function failure(code: Failure['code'], because: string, cause?: unknown): Failure {
  return new Failure({
    code,
    tell: `The App of GITHUB_APP_ID gave no token: ${because}. Check its number, its key and that it is installed on this repository with contents, pull requests, checks and issues for writing.`,
    cause,
  });
}
