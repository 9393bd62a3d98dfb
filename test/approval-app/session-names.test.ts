import { expect, it } from 'vitest';
import { readSession } from '../../approval-app/server/session.ts';

const token = `e30.${Buffer.from(JSON.stringify({ exp: 2_000_000_000 })).toString('base64url')}.x`;
const named = (firstName: string) =>
  readSession({
    ...{ userId: 'user_long', email: 'long@acme.test', accessToken: token, lastName: null },
    ...{ organizationId: 'org_acme', impersonated: false, firstName },
  }).actor.displayName;

it('[DOM-04] a long name is cut between characters, never through one: the ledger takes no half', () => {
  expect(named('Ada')).toBe('Ada');
  expect(named('🧑'.repeat(150))).toBe('🧑'.repeat(100));
  expect(named(`a${'🧑'.repeat(150)}`)).toBe(`a${'🧑'.repeat(99)}`);
});
