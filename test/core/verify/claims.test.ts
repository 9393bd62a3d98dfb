import { describe, expect, it } from 'vitest';
import { observeClaims } from '../../../action/core/workflows/verify/claims.ts';
import { added, modified, noChecks, verificationOf } from '../policy/sample.ts';

const source = [modified('src/a.ts')];
const claimsOf = (...[message, verification, changes]: Parameters<typeof observeClaims>) =>
  observeClaims(message, verification, changes).map(
    ({ claim, observed }) => `${claim}: ${observed}`,
  );

describe('what an agent says, beside what was seen', () => {
  it.each([
    'All tests pass.',
    'Fixed it. All 42 tests are passing now!',
    '- every test passes',
    'The tests now pass',
    'I ran the whole suite and all unit tests succeeded.',
  ])('[BEAT-01] recognises %j, and never believes it', (message) => {
    expect(claimsOf(message, verificationOf('passed'), source)).toEqual(['tests-pass: confirmed']);
    expect(claimsOf(message, verificationOf('failed'), source)).toEqual([
      'tests-pass: contradicted',
    ]);
    expect(claimsOf(message, verificationOf('error'), source)).toEqual([
      'tests-pass: contradicted',
    ]);
    expect(claimsOf(message, noChecks, source)).toEqual(['tests-pass: not-observed']);
  });

  it.each([
    'All tests should pass now.',
    'I could not run the tests.',
    'Please make sure that all tests pass.',
    'Some tests fail, the others pass.',
    'If the tests pass, merge it.',
    "The tests don't pass yet.",
    'The password is in the vault.',
    'This bypasses the test server.',
    '',
  ])('takes no claim from %j', (message) => {
    expect(claimsOf(message, verificationOf('failed'), source)).toEqual([]);
  });

  it('looks for added and changed tests in the patch itself', () => {
    const message = 'I added a regression test. No tests were changed.';

    expect(claimsOf(message, verificationOf(), source)).toEqual([
      'tests-added: contradicted',
      'tests-untouched: confirmed',
    ]);
    expect(claimsOf(message, verificationOf(), [added('test/new.test.ts')])).toContain(
      'tests-added: confirmed',
    );
    expect(
      claimsOf('I did not modify any tests.', verificationOf(), [modified('test/a.test.ts')]),
    ).toEqual(['tests-untouched: contradicted']);
  });

  it('quotes once, cut and well-formed, and is quick with endless messages', () => {
    const message = `all tests pass ${'\u{1f600}'.repeat(400)}\n${'all the '.repeat(200_000)}`;

    const [claim, ...others] = observeClaims(message, verificationOf(), source);

    expect(others).toEqual([]);
    expect(claim?.quote.length).toBeLessThanOrEqual(300);
    expect(claim?.quote.isWellFormed()).toBe(true);
  });
});
