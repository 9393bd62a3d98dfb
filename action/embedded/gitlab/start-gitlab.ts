import { createServer } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { listen, shut } from '../listen.ts';
import { createGitLabApi } from './api.ts';
import type { GitLabDesk, GitLabFault, GitLabOptions } from './desk.ts';

export interface EmbeddedGitLab {
  /** What `CI_API_V4_URL` would hold. */
  readonly apiUrl: string;
  readonly desk: GitLabDesk;
  injectFault(fault: GitLabFault): void;
  close(): Promise<void>;
}

/** GitLab's notes and discussions of one merge request, answered as GitLab answers them. */
export async function startGitLab(options: GitLabOptions): Promise<EmbeddedGitLab> {
  let lastId = 1_000;
  const server = createServer();
  const port = await listen(server);
  const desk: GitLabDesk = {
    ...options,
    server: `http://127.0.0.1:${port}`,
    ...{ discussions: [], quickActions: [], log: [], faults: [] },
    nextId: () => {
      lastId += 1;
      return lastId;
    },
    now: () => new Date().toISOString(),
  };
  const api = createGitLabApi(desk);
  server.on('request', getRequestListener(api.fetch));
  return {
    apiUrl: `${desk.server}/api/v4`,
    desk,
    injectFault: (fault) => {
      desk.faults.push({ fault, left: fault.times });
    },
    close: () => shut(server),
  };
}
