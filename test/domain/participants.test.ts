import { expect, it } from 'vitest';
import { participantsIn } from '../../action/domain/participants.ts';

it('[E4] knows who asked, and nobody else, of a request without a place', () => {
  expect(participantsIn({ actorId: 'workos:user_a' })).toEqual(['workos:user_a']);
});

it('[E4] counts whoever told the agent something, and not whoever stopped it', () => {
  const controls = [
    { actorId: 'workos:user_steers', kind: 'steer' },
    { actorId: 'github:7', kind: 'follow-up' },
    { actorId: 'github:8', kind: 'abort' },
  ] as const;

  expect(participantsIn({ actorId: 'github:7', controls })).toEqual([
    'github:7',
    'workos:user_steers',
  ]);
});
