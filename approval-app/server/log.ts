/**
 * What a line may hold: ids, counts and words of ours. There is no field for a text of somebody, an
 * address, a header or a token, so none can get in.
 */
export interface LogFields {
  readonly route?: string | undefined;
  readonly status?: number | undefined;
  readonly ms?: number | undefined;
  readonly actorId?: string | undefined;
  readonly workspaceId?: string | undefined;
  readonly runId?: string | undefined;
  readonly deliveryId?: string | undefined;
  readonly event?: string | undefined;
  readonly action?: string | undefined;
  readonly outcome?: string | undefined;
}

export type Log = (what: string, fields?: LogFields) => void;

const names = [
  'route',
  'status',
  'ms',
  'actorId',
  'workspaceId',
  'runId',
  'deliveryId',
  'event',
  'action',
  'outcome',
] as const satisfies readonly (keyof LogFields)[];
const longest = 120;

/** One line of JSON for each event; whatever is not on the list, or not plain, is left out. */
export function createLog(write: (line: string) => void, now: () => number = Date.now): Log {
  return (what, fields = {}) => {
    const kept = names.flatMap((name) => {
      const value = fields[name];
      if (value === undefined) return [];
      return [[name, typeof value === 'number' ? value : plain(value)] as const];
    });
    const line = { time: new Date(now()).toISOString(), what, ...Object.fromEntries(kept) };
    write(`${JSON.stringify(line)}\n`);
  };
}

/** Ids and words only: anything else in a value is somebody's text. */
function plain(value: string): string {
  return value.replace(/[^\w:./ -]/g, '_').slice(0, longest);
}
