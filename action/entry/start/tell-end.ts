import { visible } from '../../core/report/untrusted-text.ts';
import { headline, verdictLine } from '../../core/report/verdict-line.ts';
import type { RunResult } from '../../domain/run-result.ts';
import { TrustReport } from '../../domain/trust-report.ts';
import { readBundle } from '../bundle-folder.ts';
import type { Display } from './display.ts';
import type { Flags } from './flags.ts';
import type { LoopEnd } from './loop.ts';

interface Told {
  readonly end: LoopEnd;
  readonly result: RunResult;
  readonly flags: Pick<Flags, 'repo' | 'json' | 'out' | 'decide'>;
  readonly display: Display;
}

/** The last words: what happened, why, and where everything is. */
export function tellEnd({ end, result, flags, display }: Told): void {
  if (flags.json) {
    display.say(JSON.stringify(result));
    return;
  }
  const report = TrustReport.parse(
    JSON.parse(new TextDecoder().decode(readBundle(end.folder).get('trust-report.json'))),
  );
  const { publication, provenance } = result;
  const lines = ['', visible(headline(report)), visible(verdictLine(report))];
  if (report.run.reason) lines.push(`Because: ${visible(report.run.reason)}`);
  if (end.refusal) lines.push(`The decision was refused: ${visible(end.refusal)}`, ...hint(result));
  if (publication.branch) {
    lines.push(`Branch:  ${publication.branch} at ${publication.commit}`);
    lines.push(
      flags.repo ? `         it is in ${flags.repo} now: git log -p ${publication.branch}` : '',
    );
  }
  lines.push(`Bundle:  ${provenance.bundle}`);
  lines.push(`Report:  ${provenance.bundle}/trust-report.html`);
  lines.push(`Check:   node dist/cli/index.js verify ${provenance.bundle}`);
  lines.push(
    `Time:    ${(result.overheadMs / 1_000).toFixed(1)} s of PatchPlane's own, beside agent and tests`,
  );
  display.say(lines.filter((line, index) => line !== '' || index === 0).join('\n'));
}

function hint({ policy }: RunResult): string[] {
  return policy.outcome === 'changes-requested'
    ? ['To approve anyway, say why: npm start -- --decide approve --override "reason"']
    : [];
}
