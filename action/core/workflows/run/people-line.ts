import type {
  AgentControl,
  ControlOutcome,
  ControlRequest,
} from '../../../domain/agent-control.ts';
import { Failure } from '../../../domain/failure.ts';
import type { RunId } from '../../../domain/ids.ts';
import type { ControlPlace, ControlSource } from '../../services/control-source.ts';
import type { ProposeStorage } from '../../services/storage-service.ts';

/** An agent at work, as people reach it. */
export interface Reachable {
  /** Throws `Failure` where the agent did not take it. */
  tell(control: AgentControl): Promise<void>;
}

/** The line between people and the agents of one run. */
export interface PeopleLine {
  /** From here on this agent is told; the answer takes it off the line. */
  connect(agent: Reachable): () => void;
  /** What was said and not heard is written down as such. Answers with all that was said. */
  close(): Promise<readonly AgentControl[]>;
}

export interface PeopleLineOptions {
  readonly runId: RunId;
  readonly storage: Pick<ProposeStorage, 'recordControl' | 'readControls' | 'acknowledgeControl'>;
  /** Undefined for a run without an issue: then only the ledger's queue is heard. */
  readonly comments: { readonly source: ControlSource; readonly place: ControlPlace } | undefined;
  /** Writes down what was said, and what became of it. */
  readonly onTold: (control: AgentControl, outcome: ControlOutcome) => Promise<void>;
  /** A forge or ledger that does not answer is no reason to end a run. */
  readonly onTrouble: (trouble: Failure) => void;
  readonly now: () => number;
  readonly pace?: Partial<Pace>;
}

/** Milliseconds between two looks: comments cost requests that the whole repository shares. */
export interface Pace {
  readonly queue: number;
  readonly comments: number;
}

const defaultPace: Pace = { queue: 2_000, comments: 6_000 };

/**
 * Polls while an agent is on the line, hands each request to all of them in order, and writes
 * the outcome down before the next. Nothing that people say is lost and nothing comes twice.
 */
export function openPeopleLine(options: PeopleLineOptions): PeopleLine {
  const pace = { ...defaultPace, ...options.pace };
  const agents = new Set<Reachable>();
  const closed = new AbortController();
  const told: AgentControl[] = [];
  let heard = 0;
  let commentsAt = 0;
  let aborted: AgentControl | undefined;
  const listening = listen();
  // Seen again by close(); here it only must not become an unhandled rejection.
  listening.catch(() => undefined);

  async function listen(): Promise<void> {
    while (!closed.signal.aborted) {
      await passed(pace.queue, closed.signal);
      if (agents.size > 0) await orTrouble(round);
    }
  }

  async function round(): Promise<void> {
    await takeComments();
    for (const control of await options.storage.readControls(options.runId, heard)) {
      if (control.kind === 'abort') aborted = control;
      const outcome = control.outcome ?? (await tellAll(agents, control, options.now));
      // Before it is written down: what can not be written is not said again for that.
      heard = control.sequence;
      if (!control.outcome) await conclude(control, outcome);
    }
  }

  async function takeComments(): Promise<void> {
    const { comments, now, storage, runId } = options;
    if (!comments || now() - commentsAt < pace.comments) return;
    commentsAt = now();
    await orTrouble(async () => {
      const requests: readonly ControlRequest[] = await comments.source.listControls(
        comments.place,
      );
      for (const request of requests) await storage.recordControl(runId, request);
    });
  }

  async function conclude(control: AgentControl, outcome: ControlOutcome): Promise<void> {
    told.push({ ...control, outcome });
    await options.storage.acknowledgeControl(options.runId, control.sequence, outcome);
    await options.onTold(control, outcome);
  }

  async function orTrouble(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      options.onTrouble(error);
    }
  }

  return {
    connect(agent) {
      agents.add(agent);
      // One that only starts after everybody was stopped is stopped too.
      if (aborted) agent.tell(aborted).catch(() => undefined);
      return () => void agents.delete(agent);
    },
    async close() {
      closed.abort();
      await listening;
      await orTrouble(async () => {
        const late = await options.storage.readControls(options.runId, heard);
        const outcome = { status: 'refused', because: tooLate, at: options.now() } as const;
        for (const control of late) if (!control.outcome) await conclude(control, outcome);
      });
      return told;
    },
  };
}

const tooLate = 'The agent was done before this reached it.';

function because(refusal: unknown): string {
  return refusal instanceof Failure ? refusal.tell.slice(0, 500).toWellFormed() : tooLate;
}

/** Delivered where at least one of them took it. */
async function tellAll(
  agents: ReadonlySet<Reachable>,
  control: AgentControl,
  now: () => number,
): Promise<ControlOutcome> {
  const answers = await Promise.allSettled([...agents].map((agent) => agent.tell(control)));
  const refusals = answers.flatMap((answer) =>
    answer.status === 'rejected' ? [answer.reason] : [],
  );
  const bug = refusals.find((refusal) => !(refusal instanceof Failure));
  if (bug) throw bug;
  if (refusals.length < answers.length) return { status: 'delivered', at: now() };
  return { status: 'refused', because: because(refusals[0]), at: now() };
}

/** So much later, or as soon as the signal says that nobody waits any more. */
async function passed(milliseconds: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await new Promise<void>((over) => {
    const timer = setTimeout(over, milliseconds);
    signal.addEventListener(
      'abort',
      () => {
        clearTimeout(timer);
        over();
      },
      { once: true },
    );
  });
}
