import { z } from 'zod';
import { RunId } from '../domain/ids.ts';
import { RunState } from '../domain/run-state.ts';

/** The last line of a door in JSON mode; what the job's caller acts on. */
export const DoorResult = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('ignored'), reason: z.string() }),
  z.strictObject({ kind: z.literal('duplicate'), runId: RunId, state: RunState }),
  z.strictObject({
    kind: z.literal('ended'),
    runId: RunId,
    state: RunState,
    folder: z.string(),
    timings: z.record(z.string(), z.number()),
    /** To GitHub's API. */
    requests: z.int().nonnegative(),
  }),
]);
export type DoorResult = z.infer<typeof DoorResult>;

export function reportResult(format: 'plain' | 'json', result: DoorResult): void {
  process.stdout.write(`${format === 'json' ? JSON.stringify(result) : sentence(result)}\n`);
}

function sentence(result: DoorResult): string {
  switch (result.kind) {
    case 'ignored':
      return `Nothing to do: ${result.reason}`;
    case 'duplicate':
      return `This event already made ${result.runId}, which is ${result.state}.`;
    case 'ended':
      return `${result.runId} is ${result.state}, after ${result.requests} requests to GitHub. Its bundle is in ${result.folder}`;
  }
}
