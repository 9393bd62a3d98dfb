import { expect, it } from 'vitest';
import { requireNodeForPi } from '../../../action/embedded/runner/node-for-pi.ts';

it.each(['22.19.0', '22.20.1', '24.0.0'])('%s runs Pi', (version) => {
  expect(() => requireNodeForPi(version)).not.toThrow();
});

it.each(['20.20.2', '22.18.0', 'unknown'])('%s is refused with the fix', (version) => {
  expect(() => requireNodeForPi(version)).toThrow(/setup-node/);
});
