import type { PublicationEvent } from '../../../action/domain/publication-event.ts';
import type { RunView } from '../../contract/run-view.ts';
import { answerWords } from './state-words.ts';

export interface PublishStep {
  readonly name: string;
  readonly status: 'done' | 'now' | 'failed' | 'waits';
  /** Other people's text, maybe. */
  readonly detail?: string | undefined;
  readonly url?: string | undefined;
  readonly at?: number | undefined;
}

type Told = Pick<RunView, 'run' | 'decision' | 'dispatches' | 'publications' | 'candidate'>;

/** From the decision to the last thing that is written; empty where nothing was decided. */
export function publishSteps(view: Told): readonly PublishStep[] {
  const { decision, publications } = view;
  if (!decision && publications.length === 0) return [];
  const written = publications
    .filter(({ kind }) => !expected.includes(kind))
    .map((event) => stepOf(event));
  const ahead =
    decision?.answer === 'approved' && view.candidate?.subject.kind !== 'incoming-pull-request'
      ? expected.map((kind) => aheadOf(kind, view))
      : publications.filter(({ kind }) => expected.includes(kind)).map((event) => stepOf(event));
  return [
    ...(decision
      ? [{ name: answerWords[decision.answer], status: 'done' as const, at: decision.decidedAt }]
      : []),
    ...jobs(view),
    ...ahead,
    ...written,
  ];
}

/** What an approved change of an agent becomes, in the order in which it is written. */
const expected: readonly PublicationEvent['kind'][] = ['commit', 'branch', 'draft-pull-request'];

const names: Record<PublicationEvent['kind'], string> = {
  'issue-comment': 'Comment',
  'check-run': 'Check',
  'draft-pull-request': 'Draft pull request',
  branch: 'Branch',
  commit: 'Commit',
};

function aheadOf(kind: PublicationEvent['kind'], { run, publications }: Told): PublishStep {
  const event = publications.findLast((each) => each.kind === kind);
  if (event) return stepOf(event);
  // A job that published says what it wrote; what it does not speak of it did on the way.
  return { name: names[kind], status: run.state === 'published' ? 'done' : 'waits' };
}

function stepOf(event: PublicationEvent): PublishStep {
  const { kind, status, url, summary, error, externalId, createdAt } = event;
  const statuses = { pending: 'now', published: 'done', failed: 'failed' } as const;
  return {
    name: names[kind],
    status: statuses[status],
    detail: error ?? summary ?? externalId,
    url,
    at: createdAt,
  };
}

/** The publish job on GitHub, the newest one. */
function jobs({ dispatches, decision, run }: Told): PublishStep[] {
  const [newest] = dispatches;
  if (!newest) {
    const taken = run.state !== 'awaiting-decision';
    return decision ? [{ name: 'Publish job', status: taken ? 'done' : 'waits' }] : [];
  }
  const { status, conclusion, url, updatedAt } = newest;
  const ended = status === 'completed';
  return [
    {
      name: 'Publish job',
      status: ended ? (conclusion === 'success' ? 'done' : 'failed') : 'now',
      detail: conclusion ?? status.replaceAll('_', ' '),
      url,
      at: updatedAt,
    },
  ];
}
