import { z } from 'zod';
import type { Environment } from '../environment-reader.ts';
import { askApp } from './app-readiness.ts';
import type { Instruments } from './doctor-command.ts';
import { createProbe } from './machine-checks.ts';
import { reach } from './reach.ts';

/** The machine and the network as they are. */
export function createInstruments(environment: Environment): Instruments {
  return {
    probe: createProbe(environment),
    reach,
    app: askApp,
    ledger: async (ledger) => {
      // Not loaded where no ledger is asked.
      const { createConvexCaller } = await import('../../plugins/convex/convex-caller.ts');
      const { convexConnection } = await import('../compose-shared.ts');
      const { query } = createConvexCaller(convexConnection(ledger));
      return await query('workspaces:killSwitch', {}, z.string().nullable());
    },
    github: async (access, repository) => {
      // Not loaded where GitHub is not asked.
      const { createGitHubReadiness } = await import('../../plugins/github/readiness.ts');
      return createGitHubReadiness(access, repository);
    },
    gitlab: async (access) => {
      const { createGitLabReadiness } = await import('../../plugins/gitlab/readiness.ts');
      return createGitLabReadiness(access);
    },
    platform: process.platform,
    nodeVersion: process.versions.node,
    now: () => Date.now(),
  };
}
