import {
  explainPolicy,
  type PolicyExplained,
  type RuleExplained,
} from '../../core/policy/explain.ts';
import { readSealedRun } from '../../core/replay/sealed-run.ts';
import { verifyBundle } from '../../core/verify-bundle/verify-bundle.ts';
import { readBundle } from '../bundle-folder.ts';
import { exitCodes } from '../door.ts';
import { oneLine } from '../one-line.ts';
import { answer, type Surroundings } from './surroundings.ts';

/** `patchplane policy explain`: rule by rule, why a sealed run got its verdict. */
export function explainBundle(surroundings: Surroundings, folder: string): number {
  const bundle = readBundle(folder);
  const whole = verifyBundle(bundle);
  if (!whole.holds) return refuse(surroundings, `the bundle does not hold: ${whole.because}`);
  const { policy, report } = readSealedRun(bundle);
  if (!policy) return refuse(surroundings, `run ${report.run.id} ended before policy judged it`);
  const explained = explainPolicy(policy);
  answer(surroundings, { runId: whole.runId, ...explained }, linesOf(explained));
  return exitCodes.done;
}

function refuse({ json, write, writeError }: Surroundings, because: string): number {
  if (json) write(JSON.stringify({ because }));
  else writeError(`Can not be explained: ${oneLine(because)}`);
  return exitCodes.endedOtherwise;
}

function linesOf({ verdict, rules, earlierForm }: PolicyExplained): readonly string[] {
  const { outcome, digest, bundleId, bundleVersion, risk, approvals, relaxed } = verdict;
  const { required, roles, excludeRequester, requireCodeOwners, codeOwners } = approvals;
  return [
    `${outcome}, by ${oneLine(bundleId)}@${bundleVersion}, digest ${digest}`,
    ...(earlierForm
      ? [
          'The facts were sealed in an earlier form, which looked for less than today; they are judged as it was done then.',
        ]
      : []),
    ...(risk
      ? [`Risk ${risk.level}, ${risk.score} points${risk.reasons.length > 0 ? ':' : ''}`]
      : []),
    ...(risk?.reasons ?? []).map(
      ({ fact, points, message }) =>
        `  ${String(points).padStart(4)}  ${fact}: ${oneLine(message)}`,
    ),
    `Approvals: ${required}${roles.length > 0 ? ` of ${roles.join(', ')}` : ''}${excludeRequester ? ', not by whoever asked' : ''}${requireCodeOwners ? ', code owners among them' : ''}`,
    ...codeOwners.map(
      ({ owners, paths, example }) =>
        `  ${owners.map(oneLine).join(' or ')} for ${paths === 1 ? '' : `${paths} paths, such as `}${oneLine(example)}`,
    ),
    ...relaxed.map(
      ({ rule, was, now, because }) =>
        `Relaxed: ${oneLine(rule)}, ${oneLine(was)} to ${oneLine(now)}, because: ${oneLine(because)}`,
    ),
    '',
    ...rules.flatMap(linesOfRule),
  ];
}

function linesOfRule({
  rule,
  effect,
  severity,
  message,
  speaks,
  places,
  found,
}: RuleExplained): readonly string[] {
  if (!speaks) return [`  ok    ${oneLine(rule)}`];
  const rest = found - places.length;
  return [
    `${marks[effect]} ${oneLine(rule)} (${effect}, ${severity}): ${oneLine(message)}`,
    ...places.map(({ path, line, detail }) =>
      `          ${[path === undefined ? '' : `${oneLine(path)}${line === undefined ? '' : `:${line}`}`, oneLine(detail ?? '')].filter(Boolean).join('  ')}`.trimEnd(),
    ),
    ...(rest > 0 ? [`          and ${rest} more`] : []),
  ];
}

const marks: Record<RuleExplained['effect'], string> = {
  block: '  BLOCK',
  'changes-requested': '  ASK  ',
  'manual-review': '  LOOK ',
};
