import { z } from 'zod';
import { RefusedConnection } from '../../domain/egress.ts';
import type { DaytonaAccess, DaytonaClient } from './daytona-client.ts';
import { toFailure } from './daytona-failure.ts';

const most = 100;
const answerMs = 10_000;

/** A stand-in belongs to no organisation, and says so. */
const nobody = '00000000-0000-0000-0000-000000000000';

const Told = z.object({
  refused: z.array(z.object({ target: z.string(), command: z.string().nullable() })),
});

/**
 * Connections that were refused so far, each once with how often. Daytona itself keeps no log
 * of that which its users can read, so there it is undefined; the jails of this machine have a
 * relay that knows.
 */
export async function refusals(
  client: DaytonaClient,
  { apiUrl, apiKey }: DaytonaAccess,
  id: string,
): Promise<readonly RefusedConnection[] | undefined> {
  const { organizationId } = await client.api('look up a sandbox', (daytona) => daytona.get(id));
  if (organizationId !== nobody) return undefined;
  const response = await fetch(`${apiUrl}/sandbox/${id}/refused-connections`, {
    headers: { authorization: `Bearer ${apiKey}` },
    signal: AbortSignal.timeout(answerMs),
  }).catch((error: unknown) => {
    throw toFailure(error, 'tell what it refused');
  });
  const told = Told.safeParse(response.ok ? await response.json() : undefined);
  return told.success ? counted(told.data.refused) : undefined;
}

function counted(refused: z.infer<typeof Told>['refused']): readonly RefusedConnection[] {
  const found = new Map<string, RefusedConnection>();
  for (const { target, command } of refused) {
    const key = `${target}\0${command ?? ''}`;
    const times = (found.get(key)?.times ?? 0) + 1;
    if (times === 1 && found.size >= most) continue;
    found.set(key, RefusedConnection.parse({ target, command, times }));
  }
  return [...found.values()];
}
