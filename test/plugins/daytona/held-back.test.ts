import { afterAll, beforeAll, expect, test } from 'vitest';
import { type DaytonaWorld, openDaytonaWorld, text } from '../../embedded/daytona/daytona-world.ts';

let world: DaytonaWorld;
beforeAll(async () => {
  world = await openDaytonaWorld();
});
afterAll(() => world.close());

// The vendor sends frames of 1024 bytes, a mark of 3 before each line; its client keeps a last
// frame of one or two bytes to itself.
test.each([1023, 1022, 1021])(
  'a line of %i bytes arrives at once, wherever its frames end',
  async (length) => {
    const sandbox = await world.sandboxes.provision(world.request());
    const line = `${'x'.repeat(length - 1)}\n`;
    const talker = await world.sandboxes.startProcess(sandbox, {
      argv: ['/bin/bash', '-c', 'printf "%s" "$1"; sleep 60', 'talker', line],
      maxOutputBytes: 4_096,
    });
    const since = performance.now();

    for await (const bytes of talker.stdout) {
      expect(text(bytes)).toBe(line);
      break;
    }

    expect(performance.now() - since).toBeLessThan(20_000);
    await talker.stop();
    await world.sandboxes.destroy(sandbox);
  },
);
