import { Buffer } from 'node:buffer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { defaultBundle } from '../../action/core/policy/default-bundle.ts';
import { evaluatePolicy } from '../../action/core/policy/evaluate.ts';
import { gatherFacts } from '../../action/core/policy/gather-facts.ts';
import { reportHtml } from '../../action/core/report/html.ts';
import { reportMarkdown } from '../../action/core/report/markdown.ts';
import { escapeHtml } from '../../action/core/report/untrusted-text.ts';
import { showPath } from '../../action/core/report/verdict-line.ts';
import type { DerivedPatch } from '../../action/core/services/source-control-service.ts';
import {
  defaultScanLimits,
  scanCandidate,
} from '../../action/core/workflows/evaluate/scan-candidate.ts';
import { rawChange, type TreePath } from '../../action/domain/candidate-patch-set.ts';
import { TrustReport } from '../../action/domain/trust-report.ts';
import { type CaptureScratch, createCaptureScratch } from '../core/capture/capture-scratch.ts';
import { candidateOf, verificationOf } from '../core/policy/sample.ts';
import { sampleReport } from '../core/report/sample-report.ts';
import { acceptedPaths } from '../fixtures/hostile-paths.ts';

/** As git has it, to compare sets. */
const keyOf = (path: TreePath) =>
  (typeof path === 'string' ? Buffer.from(path) : Buffer.from(path.base64, 'base64')).toString(
    'hex',
  );
const keys = (paths: readonly TreePath[]) => [...paths.map(keyOf)].sort();

describe('[D1] every path of the tree diff is seen by policy and by people', () => {
  let scratch: CaptureScratch;
  let derived: DerivedPatch;
  let facts: ReturnType<typeof gatherFacts>;
  const meant = acceptedPaths.map(({ path }) => Buffer.from(path).toString('hex')).sort();

  beforeAll(async () => {
    scratch = createCaptureScratch({ base: 'b\n' });
    const trusted = await scratch.open();
    const derivation = await trusted.derive({
      written: acceptedPaths.map(({ path }, index) => ({
        path,
        mode: '100644' as const,
        content: Buffer.from(`content ${index}\n`),
      })),
      deleted: [],
    });
    if (derivation.kind === 'refused') throw new Error(derivation.because);
    derived = derivation.derived;
    const set = candidateOf(derived.changes);
    const scanned = await scanCandidate({ set, patch: derived.patch }, trusted, defaultScanLimits);
    await trusted.close();
    facts = gatherFacts({
      ...{ candidate: set, scans: scanned.scans, shownSecrets: scanned.shownSecrets },
      ...{ verification: verificationOf(), agent: undefined, truncatedEvidence: scanned.truncated },
    });
  }, 60_000);
  afterAll(() => scratch.remove());

  it('the corpus is large, and the tree diff is the corpus', () => {
    expect(meant.length).toBeGreaterThanOrEqual(60);
    expect(keys(derived.changes.map(({ path }) => path))).toEqual(meant);
  });

  it('in the input of policy', () => {
    expect(keys(facts.paths.map(({ path }) => path))).toEqual(meant);
    expect(new Set(facts.paths.map(({ display }) => display)).size).toBe(meant.length);
  });

  it('and no name hides a protected file from its rule', () => {
    const { findings } = evaluatePolicy(
      { ...defaultBundle, rules: defaultBundle.rules.filter(({ id }) => id === 'protected-paths') },
      facts,
    );
    const github = facts.paths.filter(
      ({ path }) => typeof path === 'string' && /^\.github\//i.test(path),
    );

    expect(github.length).toBeGreaterThanOrEqual(2);
    const found = findings.map(({ path }) => path);
    expect(github.filter(({ display }) => !found.includes(display))).toEqual([]);
  });

  it('in the report, as JSON, as a page and as a comment', () => {
    const said = sampleReport('awaiting-decision');
    const report = TrustReport.parse({
      ...said,
      candidate: { ...said.candidate, changes: derived.changes.map(rawChange) },
    });
    const html = reportHtml(report);
    // What is in there once more in another line does not count for it.
    const short = derived.changes.filter(({ path }) => showPath(path).length < 200);
    const markdown = reportMarkdown({
      ...report,
      candidate: { ...report.candidate, changes: short.map(rawChange) },
    });

    expect(keys(report.candidate.changes.map(({ path }) => path))).toEqual(meant);
    expect(html.match(/<li>A /g)).toHaveLength(meant.length);
    for (const { path } of derived.changes) expect(html).toContain(escapeHtml(showPath(path)));
    expect(short.length).toBeGreaterThanOrEqual(60);
    expect(markdown.match(/^- A /gm)).toHaveLength(short.length);
  });
});
