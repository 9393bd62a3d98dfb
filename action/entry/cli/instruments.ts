import type { Environment } from '../environment-reader.ts';
import type { Instruments } from './doctor-command.ts';
import { createProbe } from './machine-checks.ts';
import { reach } from './reach.ts';

/** The machine and the network as they are. */
export function createInstruments(environment: Environment): Instruments {
  return {
    probe: createProbe(environment),
    reach,
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
