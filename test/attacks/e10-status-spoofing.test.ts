import { describe, expect, it } from 'vitest';
import type { RequiredCheck } from '../../action/plugins/github/readiness.ts';
import { doctorOn } from './doctor-on.ts';

const on = (...checks: readonly RequiredCheck[]) =>
  doctorOn('required-check', { listRequiredChecks: async () => checks });

describe('a check of our name by somebody else', () => {
  it('[E10] doctor is content where the required check is pinned to our App', async () => {
    expect(await on({ context: 'PatchPlane', appId: 15_368 })).toMatchObject([{ status: 'green' }]);
  });

  const open: readonly (readonly [string, readonly RequiredCheck[], RegExp])[] = [
    ['nothing is required', [], /main does not require the check PatchPlane/],
    ['another check is', [{ context: 'ci', appId: 15_368 }], /does not require/],
    ['anybody may post it', [{ context: 'PatchPlane', appId: undefined }], /anybody with a token/],
    ['another App must post it', [{ context: 'PatchPlane', appId: 7 }], /another App than 15368/],
  ];
  it.each(open)('[E10] doctor is red where %s', async (_what, checks, told) => {
    expect(await on(...checks)).toMatchObject([
      {
        status: 'red',
        detail: expect.stringMatching(told),
        fix: expect.stringMatching(
          /gh api -X POST 'repos\/acme\/shop\/rulesets'.*"integration_id":15368/,
        ),
      },
    ]);
  });
});
