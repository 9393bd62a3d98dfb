import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultBundle } from '../../../action/core/policy/default-bundle.ts';
import { evaluatePolicy } from '../../../action/core/policy/evaluate.ts';
import { PolicyFacts } from '../../../action/core/policy/facts.ts';
import { gatherFacts } from '../../../action/core/policy/gather-facts.ts';
import { createPolicyService } from '../../../action/core/policy/policy-service.ts';
import { scanChange } from '../../../action/core/policy/scan-change.ts';
import { PolicyBundle, PolicyVerdict } from '../../../action/domain/policy-bundle.ts';
import {
  added,
  type Content,
  candidateOf,
  deleted,
  factsOf,
  modified,
  noChecks,
  verificationOf,
} from './sample.ts';

const source: Content = { change: modified('src/add.js') };

describe('each rule of the default bundle', () => {
  const table: readonly [string, string, PolicyFacts][] = [
    ['empty-patch', 'block', factsOf([], { verification: noChecks })],
    ['tree-mode', 'block', factsOf([{ change: added('link', '120000'), after: '/etc/passwd' }])],
    ['tree-mode', 'block', factsOf([{ change: deleted('link', '120000') }])],
    ['tree-mode', 'block', factsOf([{ change: added('sub', '160000') }])],
    ['executable-bit', 'block', factsOf([{ change: added('run.sh', '100755') }])],
    ['unusual-path', 'block', factsOf([{ change: added('a\nb') }])],
    ['secrets', 'block', factsOf([{ change: added('a.txt'), after: `ghp_${'a1B2'.repeat(9)}\n` }])],
    ['hidden-characters', 'block', factsOf([{ change: added('a.js'), after: 'x = "\u202e"\n' }])],
    [
      'required-checks',
      'changes-requested',
      factsOf([source], { verification: verificationOf('failed') }),
    ],
    [
      'required-checks',
      'changes-requested',
      factsOf([source], { verification: verificationOf('error') }),
    ],
    [
      'new-test-failures',
      'changes-requested',
      factsOf([source], { verification: verificationOf('passed', { newFailures: ['a'] }) }),
    ],
    [
      'disappeared-tests',
      'changes-requested',
      factsOf([source], { verification: verificationOf('passed', { disappeared: ['a'] }) }),
    ],
    [
      'skipped-tests',
      'changes-requested',
      factsOf([source], { verification: verificationOf('passed', { newlySkipped: ['a'] }) }),
    ],
    [
      'truncated-evidence',
      'changes-requested',
      factsOf([source], { truncatedEvidence: ['agent'] }),
    ],
    ['no-checks', 'manual-review', factsOf([source], { verification: noChecks })],
    ['dependency-change', 'manual-review', factsOf([{ change: modified('Gemfile.lock') }])],
    ['ci-executable', 'manual-review', factsOf([{ change: modified('sub/Makefile') }])],
    ['reviewed-paths', 'manual-review', factsOf([{ change: modified('.vscode/tasks.json') }])],
    ['deleted-test-files', 'manual-review', factsOf([{ change: deleted('test/a.test.js') }])],
    [
      'likely-secrets',
      'manual-review',
      factsOf([{ change: added('a.js'), after: 'const password = "aB3dE5gH7jK9mN1pQ";\n' }]),
    ],
    [
      'binary-change',
      'manual-review',
      factsOf([{ change: added('a.bin'), after: new Uint8Array([1, 0, 2]) }]),
    ],
    [
      'raw-model-key',
      'manual-review',
      factsOf([source], { agent: { outcome: 'settled', credential: 'raw-key' } }),
    ],
  ];

  it.each(table)('%s asks for %s', (rule, effect, facts) => {
    const verdict = PolicyVerdict.parse(evaluatePolicy(defaultBundle, facts));

    expect(verdict.findings.map((finding) => finding.rule)).toContain(rule);
    expect(verdict.outcome).toBe(effect);
  });

  it('has a test for every rule', () => {
    const tested = new Set(table.map(([rule]) => rule));
    // Proven from a real patch in the stories, or where what they are about is gathered.
    const elsewhere = new Set([
      'protected-paths',
      'shown-secrets',
      'changed-snapshots',
      'claims-contradicted',
      'egress-unverified',
      'flaky-tests',
      'foreign-source',
      'generated-files',
      'install-script',
      'licence-header',
      'lock-without-manifest',
      'look-alike-package',
      'lowered-thresholds',
      'new-dependency',
      'old-tests-failing',
      'opaque-lines',
      'patch-size',
      'registry-host',
      'review-notes',
      'review-severe',
      'review-unavailable',
      'unread-dependencies',
      'weak-integrity',
      'weakened-tests',
    ]);

    const ids = defaultBundle.rules.map(({ id }) => id);

    expect(ids.filter((id) => !tested.has(id) && !elsewhere.has(id)).sort()).toEqual([]);
  });

  it('[BEAT-02] approves a plain change whose checks passed; a person still decides', () => {
    const verdict = evaluatePolicy(defaultBundle, factsOf([source]));

    expect(verdict).toMatchObject({ outcome: 'approve', findings: [] });
  });
});

describe('evaluatePolicy', () => {
  it('[BEAT-01] works on a bundle that went through JSON', () => {
    const bundle = PolicyBundle.parse(JSON.parse(JSON.stringify(defaultBundle)));
    const facts = PolicyFacts.parse(JSON.parse(JSON.stringify(factsOf([source]))));

    expect(evaluatePolicy(bundle, facts)).toEqual(evaluatePolicy(defaultBundle, factsOf([source])));
  });

  it('lets the strictest finding decide and puts it first', () => {
    const facts = factsOf([
      { change: modified('Gemfile.lock') },
      { change: modified('.github/workflows/ci.yml') },
    ]);

    const { outcome, findings } = evaluatePolicy(defaultBundle, facts);

    expect(outcome).toBe('block');
    expect(findings.map(({ rule }) => rule)).toEqual(['protected-paths', 'dependency-change']);
  });

  it('names at most fifty places per rule and counts the rest', () => {
    const facts = factsOf(
      Array.from({ length: 60 }, (_, index) => ({ change: modified(`.github/${index}.yml`) })),
    );

    const { findings } = evaluatePolicy(defaultBundle, facts);

    expect(findings).toHaveLength(51);
    expect(findings.at(-1)?.message).toContain('And 10 more.');
  });

  it('changes its digest with any fact and with any rule', () => {
    const facts = factsOf([source]);
    const digest = evaluatePolicy(defaultBundle, facts).digest;

    const otherFacts = factsOf([source], { truncatedEvidence: ['x'] });
    const otherBundle = { ...defaultBundle, version: 99 };

    expect(evaluatePolicy(defaultBundle, otherFacts).digest).not.toBe(digest);
    expect(evaluatePolicy(otherBundle, facts).digest).not.toBe(digest);
  });

  it('tells what to do about each finding', () => {
    const service = createPolicyService();
    const verdict = service.evaluatePolicy(defaultBundle, factsOf([{ change: added('.env') }]));

    expect(service.proposeDecision(verdict)).toEqual([
      expect.stringMatching(/^Cannot be approved: \.env: /),
    ]);
  });
});

const anyPath = fc.oneof(
  fc.string({ minLength: 1, unit: 'grapheme' }).filter((path) => path.isWellFormed()),
  fc.uint8Array({ minLength: 1, maxLength: 20 }).map((bytes) => ({
    base64: Buffer.from([0xff, ...bytes]).toString('base64'),
  })),
  fc.constantFrom('.github/workflows/ci.yml', 'package.json', 'test/a.test.js', 'a\tb', 'é'),
);

const anyContents = fc.uniqueArray(
  fc.record({
    path: anyPath,
    text: fc.constantFrom('plain\n', `npm_${'x9'.repeat(18)}\n`, 'a\u200bb\n', '{"scripts":{}}'),
  }),
  { selector: ({ path }) => JSON.stringify(path), maxLength: 12, minLength: 1 },
);

describe('gatherFacts', () => {
  it('[SUC-20][TST-22] gives the same digest for the same candidate in any order', () => {
    const shuffled = anyContents.chain((contents) =>
      fc.tuple(
        fc.constant(contents),
        fc.shuffledSubarray(contents, { minLength: contents.length, maxLength: contents.length }),
      ),
    );
    fc.assert(
      fc.property(shuffled, ([one, other]) => {
        const digests = [one, other].map((contents) => {
          const facts = factsOf(
            contents.map(({ path, text }) => ({ change: modified(path), after: text })),
          );
          return evaluatePolicy(defaultBundle, facts).digest;
        });
        expect(digests[0]).toBe(digests[1]);
      }),
      { numRuns: 150 },
    );
  });

  it('holds every changed path, whatever it looks like', () => {
    fc.assert(
      fc.property(anyContents, (contents) => {
        const changes = contents.map(({ path }) => modified(path));

        const facts = factsOf(changes.map((change) => ({ change })));

        const keys = (paths: readonly unknown[]) =>
          new Set(paths.map((path) => JSON.stringify(path)));
        expect(keys(facts.paths.map(({ path }) => path))).toEqual(
          keys(changes.map(({ path }) => path)),
        );
        expect(new Set(facts.paths.map(({ display }) => display)).size).toBe(changes.length);
      }),
      { numRuns: 150 },
    );
  });

  it('refuses scans that leave a changed path out', () => {
    const change = modified('a.js');

    const incomplete = () =>
      gatherFacts({
        candidate: candidateOf([change, modified('b.js')]),
        scans: [scanChange(change, undefined, undefined)],
        shownSecrets: [],
        verification: verificationOf(),
        agent: undefined,
        truncatedEvidence: [],
      });

    expect(incomplete).toThrow(/not those of the candidate/);
  });
});
