import { headline, verdictLine } from '../../core/report/verdict-line.ts';
import type { RunResult } from '../../domain/run-result.ts';
import { readReport } from '../bundle-folder.ts';
import { oneLine } from '../one-line.ts';
import type { Display } from './display.ts';
import type { Flags } from './flags.ts';
import type { LoopEnd } from './loop.ts';

interface Told {
  readonly end: LoopEnd;
  readonly result: RunResult;
  /** What went wrong beside the run itself. */
  readonly trouble: readonly string[];
  readonly flags: Pick<Flags, 'repo' | 'json'>;
  readonly display: Display;
}

/** The last words: what happened, why, and where everything is. */
export function tellEnd({ end, result, trouble, flags, display }: Told): void {
  if (flags.json) {
    for (const sentence of trouble) display.say(oneLine(sentence));
    display.result(result);
    return;
  }
  const report = readReport(end.folder);
  const { publication, provenance, overheadMs } = result;
  const heading = oneLine(headline(report));
  const lines = ['', heading, oneLine(verdictLine(report))];
  const because = oneLine(report.run.reason ?? '');
  // A headline may say it already.
  if (because && !heading.includes(because)) lines.push(`Because: ${because}`);
  if (end.refusal) lines.push(`The decision was refused: ${oneLine(end.refusal)}`, ...hint(result));
  lines.push(...trouble.map(oneLine));
  if (publication.branch) lines.push(`Branch:  ${publication.branch} at ${publication.commit}`);
  if (publication.branch && flags.repo && trouble.length === 0)
    lines.push(`         it is in ${flags.repo} now: git log -p ${publication.branch}`);
  lines.push(`Bundle:  ${provenance.bundle}`);
  lines.push(`Report:  ${provenance.bundle}/trust-report.html`);
  lines.push(`Check:   node dist/cli/index.js verify ${provenance.bundle}`);
  lines.push(
    `Time:    ${(overheadMs / 1_000).toFixed(1)} s of PatchPlane's own, beside agent and tests`,
  );
  display.say(lines.join('\n'));
}

function hint({ policy }: RunResult): string[] {
  return policy.outcome === 'changes-requested'
    ? ['To approve anyway, say why: npm start -- --decide approve --override "reason"']
    : [];
}
