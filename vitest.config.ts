import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    environment: 'node',
    globalSetup: ['test/browser/bring-chromium.ts'],
    // A whole loop takes 10 s on a quiet machine; a shared one has been seen to stall for a minute.
    testTimeout: 180_000,
    hookTimeout: 120_000,
    // One more than the two cores that a small machine has: journeys wait for much of their time.
    maxWorkers: 3,
    // Both are written for a bundler: one imports JSON without saying so, as does what it stands on.
    server: { deps: { inline: ['convex-test', /@actions\/(workflow-parser|expressions)/] } },
  },
});
