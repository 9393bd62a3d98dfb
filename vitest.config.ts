import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    environment: 'node',
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // Two cores is what a hosted runner has; more workers only make time-outs.
    maxWorkers: 2,
    server: { deps: { inline: ['convex-test'] } },
  },
});
