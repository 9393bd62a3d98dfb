import { subjectDigest } from '../../../action/domain/approval-subject.ts';
import { firstBreak, type ProvenanceEvent } from '../../../action/domain/provenance-event.ts';
import type { RunView } from '../../contract/run-view.ts';

interface Proof {
  readonly runId: string;
  readonly events: readonly ProvenanceEvent[];
  readonly subject: RunView['subject'];
  readonly subjectSha256: string | null;
  readonly decision: RunView['decision'];
}

interface Check {
  readonly words: string;
  readonly holds: boolean;
  readonly because?: string;
}

/** What can be checked from what the page holds: the chain, the subject, the decision. */
export function checkProof({ runId, events, subject, subjectSha256, decision }: Proof): Check[] {
  const broken = firstBreak(runId, events);
  const checks: Check[] = [
    {
      words: `the chain of ${events.length} events is whole`,
      holds: broken === undefined,
      ...(broken ? { because: `event ${broken.at} ${broken.because}` } : {}),
    },
  ];
  if (!subject) return checks;
  checks.push(
    {
      words: 'the approval subject has the digest that is shown',
      holds: subjectDigest(subject) === subjectSha256,
    },
    {
      words: 'the subject is anchored in the chain',
      holds: events.some(({ hash }) => hash === subject.provenanceHead),
    },
  );
  if (decision)
    checks.push({
      words: 'the decision names this subject',
      holds: decision.subjectSha256 === subjectSha256,
    });
  return checks;
}
