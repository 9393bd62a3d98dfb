import type { RunState } from '../domain/run-state.ts';
import type { Conductor, StageStatus, StageWatcher } from './advance.ts';
import type { Journal } from './journal.ts';

/** One of several candidates on its way through the stages of its run. */
export interface Track {
  readonly conductor: Conductor;
  /** It goes no further, however that came: the others do not wait for it. */
  leave(): Promise<void>;
}

/** The states of a run while its candidates are made, in order. */
const states: readonly RunState[] = ['provisioning', 'running', 'verifying', 'evaluating'];

/**
 * A conductor for each candidate. All write into the one chain, each entry with the number of its
 * candidate; the run is where the slowest of them is, and people see a stage begin with the first
 * and end with the last.
 */
export function openTracks(conductor: Conductor, count: number): readonly Track[] {
  const pace = createPace(conductor, count);
  const watchers = createChorus(conductor.watcher, count);
  return watchers.map((watcher, index) => {
    const label = `${index + 1}/${count}`;
    return {
      conductor: {
        ...conductor,
        watcher,
        journal: labelled(conductor.journal, label),
        storage: {
          // Nobody looks at the run that a track gets back; the state moves when all are there.
          transition: async (runId, to, change) => {
            await pace.reach(index, to);
            return await conductor.storage.transition(runId, pace.state() ?? to, change);
          },
        },
        telemetry: {
          ...conductor.telemetry,
          progress: (event) =>
            conductor.telemetry.progress(
              event.kind === 'stage' ? { ...event, stage: `${event.stage} ${label}` } : event,
            ),
        },
      },
      async leave() {
        watcher.leave();
        await pace.leave(index);
      },
    };
  });
}

function labelled(journal: Journal, label: string): Journal {
  return {
    ...journal,
    record: (...entries) =>
      journal.record(
        ...entries.map((entry) => ({ ...entry, operation: `${entry.operation} ${label}` })),
      ),
  };
}

interface Pace {
  reach(track: number, state: RunState): Promise<void>;
  leave(track: number): Promise<void>;
  /** Where the run is; undefined before the first one moved. */
  state(): RunState | undefined;
}

/** Those that did not begin yet hold nobody up before their agents would be done. */
function createPace({ storage, runId }: Conductor, count: number): Pace {
  const reached = Array.from({ length: count }, () => states.indexOf('running'));
  let furthest = -1;
  let current = -1;
  let moving: Promise<unknown> = Promise.resolve();

  const settle = async () => {
    // Where all were left behind, the run stays where the last of them was.
    const slowest = Math.min(...reached, furthest);
    while (current < slowest) {
      current += 1;
      const state = states[current];
      if (state) await storage.transition(runId, state);
    }
  };
  const put = async (track: number, place: number): Promise<void> => {
    reached[track] = place;
    // Two that arrive together must not both move it.
    const moved = moving.then(settle);
    moving = moved.catch(() => undefined);
    await moved;
  };
  return {
    async reach(track, state) {
      furthest = Math.max(furthest, states.indexOf(state));
      await put(track, states.indexOf(state));
    },
    leave: (track) => put(track, states.length),
    state: () => states[current],
  };
}

/** One watcher for each, and to the one who watches them all it looks like a single run. */
function createChorus(
  watcher: StageWatcher,
  count: number,
): readonly (StageWatcher & { leave(): void })[] {
  const tracks = Array.from({ length: count }, (_, index) => index);
  const ended = new Map<string, Map<number, StageStatus>>();
  const begun = new Set<string>();
  const told = new Set<string>();
  const gone = new Set<number>();

  const settle = () => {
    for (const [stage, results] of ended) {
      if (told.has(stage) || !tracks.every((track) => results.has(track) || gone.has(track)))
        continue;
      told.add(stage);
      const statuses = [...results.values()];
      const good = statuses.filter((status) => status === 'succeeded').length;
      const status = good > 0 ? 'succeeded' : (statuses[0] ?? 'failed');
      watcher.stageEnded(stage, status, `${good} of ${count} candidates`);
    }
  };
  return tracks.map((track) => ({
    stageStarted(stage: string) {
      if (!begun.has(stage)) watcher.stageStarted(stage);
      begun.add(stage);
      if (!ended.has(stage)) ended.set(stage, new Map());
    },
    stageEnded(stage: string, status: StageStatus) {
      ended.get(stage)?.set(track, status);
      settle();
    },
    leave() {
      gone.add(track);
      settle();
    },
  }));
}
