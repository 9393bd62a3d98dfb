import { dollars, duration } from './quantities.ts';
import { stageInWords } from './stage-words.ts';
import { codeSpan } from './untrusted-text.ts';

/** A stage as the checklist shows it. */
export interface StageRow {
  readonly name: string;
  readonly status: 'waiting' | 'running' | 'succeeded' | 'failed' | 'blocked';
  /** Milliseconds; of a running stage so far. */
  readonly elapsedMs?: number;
  /** Why it failed, in one sentence; whoever wrote it. */
  readonly reason?: string;
}

export interface ProgressView {
  readonly runId: string;
  readonly startedAt: number;
  readonly now: number;
  readonly costUsd: number;
  readonly stages: readonly StageRow[];
  /** The page of the workflow run, where there is one. */
  readonly runUrl?: string;
}

/** The run's comment while it goes on. */
export function progressMarkdown(view: ProgressView): string {
  const done = view.stages.filter(({ status }) => status === 'succeeded').length;
  const log = view.runUrl ? ` · [job log](${new URL(view.runUrl).href})` : '';
  return [
    '### PatchPlane is at work',
    '',
    `${done} of ${view.stages.length} steps done · ${duration(view.now - view.startedAt)} · ${dollars(view.costUsd)} so far`,
    '',
    ...view.stages.map(rowOf),
    '',
    `Nothing is published without an approval. To stop it, comment ${codeSpan('/patchplane cancel')}`,
    '',
    `run ${codeSpan(view.runId)} · started ${new Date(view.startedAt).toISOString().slice(0, 19).replace('T', ' ')} UTC${log}`,
    '',
  ].join('\n');
}

const marks = {
  waiting: '○',
  running: '◐',
  succeeded: '✓',
  failed: '✗',
  blocked: '✗',
} as const satisfies Record<StageRow['status'], string>;

function rowOf({ name, status, elapsedMs, reason }: StageRow): string {
  const words = stageInWords(name);
  const label = status === 'running' ? `**${words}**` : words;
  const time = elapsedMs === undefined ? '' : ` · ${duration(elapsedMs)}`;
  const because = reason === undefined ? '' : `: ${codeSpan(reason, 200)}`;
  return `- ${marks[status]} ${label}${time}${because}`;
}
