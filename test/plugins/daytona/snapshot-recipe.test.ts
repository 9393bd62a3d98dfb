import { expect, test } from 'vitest';
import { pinnedPi } from '../../../action/embedded/pi/pinned.ts';
import { read } from '../../house/tree.ts';

test('[C8] the image recipe bakes exactly the pinned package, and no tag that moves', () => {
  const recipe = read('examples/daytona/Dockerfile');
  const argument = (name: string) => new RegExp(`^ARG ${name}=(.+)$`, 'm').exec(recipe)?.[1];

  expect(argument('PI_VERSION')).toBe(pinnedPi.version);
  expect(`sha512-${argument('PI_INTEGRITY')}`).toBe(pinnedPi.integrity);
  expect(/^FROM (.+)$/m.exec(recipe)?.[1]).toMatch(/:\d+\.\d+\.\d+/);
  expect(recipe).not.toMatch(/npx|npm install|latest/);
});
