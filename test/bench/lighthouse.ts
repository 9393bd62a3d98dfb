import type { Timing } from './page-timing.ts';

const curves = {
  fcp: { weight: 0.1, p10: 934, median: 1_600 },
  speedIndex: { weight: 0.1, p10: 1_311, median: 2_300 },
  lcp: { weight: 0.25, p10: 1_200, median: 2_400 },
  tbt: { weight: 0.3, p10: 150, median: 350 },
  cls: { weight: 0.25, p10: 0.1, median: 0.25 },
} as const;
type Metric = keyof typeof curves;

/**
 * Lighthouse's performance score from what a browser measured, by the public curves and weights of
 * its desktop preset: each metric is put on a log-normal curve that gives 0.9 at `p10` and 0.5 at
 * `median`. https://developer.chrome.com/docs/lighthouse/performance/performance-scoring
 *
 * Speed Index needs a film of the load. In its place stands the largest contentful paint, which can
 * be earlier than the index where something small is painted last. Answers with 0 to 100.
 */
export function performanceScore(timing: Timing): number {
  const measured: Record<Metric, number> = { ...timing, speedIndex: timing.lcp };
  const metrics: readonly Metric[] = ['fcp', 'speedIndex', 'lcp', 'tbt', 'cls'];
  const score = metrics.reduce(
    (sum, metric) => sum + curves[metric].weight * onCurve(curves[metric], measured[metric]),
    0,
  );
  return Math.round(score * 100);
}

/** Share of a log-normal distribution that lies above a value: 0 to 1. */
function onCurve(
  { p10, median }: { readonly p10: number; readonly median: number },
  value: number,
) {
  if (value <= 0) return 1;
  // 0.9061938024368232 is where the complementary error function is 0.2: a tenth lies below it.
  const spread = Math.log(median / p10) / 0.9061938024368232;
  return errorFunctionComplement(Math.log(value / median) / spread) / 2;
}

/** Abramowitz and Stegun, Handbook of Mathematical Functions, 7.1.26: off by 1.5e-7 at most. */
function errorFunctionComplement(x: number): number {
  const t = 1 / (1 + 0.3275911 * Math.abs(x));
  const series =
    t *
    (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
  const tail = series * Math.exp(-x * x);
  return x < 0 ? 2 - tail : tail;
}

/** What axe found: rules that nothing breaks, and rules that something does. */
interface Looked {
  readonly passes: readonly unknown[];
  readonly violations: readonly { readonly impact?: string | null | undefined }[];
}

/** Lighthouse weighs its audits by axe's impact: https://developer.chrome.com/docs/lighthouse/accessibility/scoring */
const weights: Readonly<Record<string, number>> = {
  critical: 10,
  serious: 7,
  moderate: 3,
  minor: 1,
};

/**
 * 0 to 100. A rule that holds counts as the lightest that breaks would, so a broken one costs at
 * least as much as it does there.
 */
export function accessibilityScore({ passes, violations }: Looked): number {
  const broken = violations.reduce((sum, { impact }) => sum + (weights[impact ?? ''] ?? 10), 0);
  return Math.round((100 * passes.length) / (passes.length + broken));
}
