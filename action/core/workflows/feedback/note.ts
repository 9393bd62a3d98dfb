import type { PublicationEvent } from '../../../domain/publication-event.ts';
import type { TrustReport } from '../../../domain/trust-report.ts';
import type { Context } from '../../context.ts';
import type { Journal } from '../../journal.ts';
import type { ProposeStorage } from '../../services/storage-service.ts';

/** Something that is on GitHub now. */
export interface Note {
  readonly kind: PublicationEvent['kind'];
  /** The forge's own name of it. */
  readonly externalId: string;
  readonly url?: string;
  readonly targetSha?: string;
}

export interface NoteBooks {
  readonly storage: Pick<ProposeStorage, 'createPublicationEvent'>;
  readonly journal: Journal;
  readonly context: Pick<Context, 'now' | 'randomHex'>;
  /** Keys of what an earlier job of this run noted already. */
  readonly noted: ReadonlySet<string>;
}

/**
 * Writes down what was published, once: a publish that is run again finds its notes there. The
 * chain comes first, since only one of two jobs at once can extend it; the other stops here.
 */
export async function note(
  { storage, journal, context, noted }: NoteBooks,
  { run }: Pick<TrustReport, 'run'>,
  { kind, externalId, url, targetSha }: Note,
): Promise<void> {
  const idempotencyKey = `${kind}:${externalId}:${run.state}`;
  if (noted.has(idempotencyKey)) return;
  await journal.record({
    type: `publication.${kind}`,
    operation: kind === 'check-run' || kind === 'issue-comment' ? 'tell people' : 'publish',
    status: 'succeeded',
    pluginName: 'github',
    summary: url ?? externalId,
  });
  await storage.createPublicationEvent({
    id: `publication-${context.randomHex(8)}`,
    workflowRunId: run.id,
    provider: 'github',
    kind,
    status: 'published',
    externalId,
    createdAt: context.now(),
    idempotencyKey,
    ...(url ? { url } : {}),
    ...(targetSha ? { targetSha } : {}),
  });
}
