import { createServer, type RequestListener } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { listen, shut } from '../listen.ts';
import { apiRoot, createApi } from './api.ts';
import { createCallers, type GitHubToken, type GitHubUser } from './callers.ts';
import { createExchangeLog, type Exchange } from './exchanges.ts';
import { createFaults, type Fault } from './faults.ts';
import type { DispatchWorkflow, Forge, ForgeRepository } from './forge.ts';
import { createGit } from './git.ts';
import { isoSeconds } from './git-objects.ts';
import { addLabels, findIssue } from './issue-routes.ts';
import { newIssue } from './new-issue.ts';
import { createPages } from './pages.ts';
import type { Account, GitHubState } from './records.ts';
import { renderIssue } from './render-issue.ts';
import { type Json, renderUser } from './render-people.ts';
import { renderRepository } from './render-repository.ts';
import { createSmartHttp } from './smart-http.ts';
import { openStore } from './store.ts';

export interface EmbeddedGitHubOptions {
  /** A folder for what GitHub knows beside git; the same folder again continues where it was. */
  readonly stateDir: string;
  readonly repository: ForgeRepository;
  readonly users: readonly GitHubUser[];
  readonly tokens: readonly GitHubToken[];
  readonly onDispatch?: DispatchWorkflow;
  /** Zero, the default, takes any free port. */
  readonly port?: number;
}

interface NewIssue {
  readonly title: string;
  readonly body: string | null;
  /** Login of a known user. */
  readonly author: string;
  readonly labels?: readonly string[];
}

export interface EmbeddedGitHub {
  readonly apiUrl: string;
  readonly serverUrl: string;
  cloneUrl(owner: string, name: string): string;
  /** A copy of what it holds, for looking at. */
  state(): GitHubState;
  exchanges(): readonly Exchange[];
  /** As a person does it in the browser; answers with the issue in the API's shape. */
  createIssue(issue: NewIssue): Json;
  labelIssue(number: number, label: string): Json;
  editIssue(number: number, change: { title?: string; body?: string }): Json;
  /** The repository and a known user in the API's shape, for event payloads. */
  repositoryJson(): Json;
  userJson(login: string): Json;
  /** From now on the repository has this name or this id, as after a transfer or a takeover. */
  changeRepository(change: { name?: string; id?: number }): void;
  injectFault(fault: Fault): void;
  close(): Promise<void>;
}

/**
 * GitHub for one repository on a loopback port: the REST API, git over HTTP and plain pages,
 * all over one real bare git repository. See docs/decisions/0002-own-github-stand-in.md.
 */
export async function startGitHub(options: EmbeddedGitHubOptions): Promise<EmbeddedGitHub> {
  const server = createServer();
  const port = await listen(server, options.port ?? 0);
  const origin = `http://127.0.0.1:${port}`;
  const forge = createForge(options, origin);
  const log = createExchangeLog();
  const faults = createFaults();
  const git = createSmartHttp(forge);
  const api = getRequestListener(createApi(forge, log).fetch);
  const pages = getRequestListener(createPages(forge).fetch);
  const route: RequestListener = (request, response) => {
    if (git.handle(request, response)) return;
    void (request.url?.startsWith(`${apiRoot}/`) ? api : pages)(request, response);
  };
  server.on('request', faults.around(route));
  return {
    apiUrl: forge.addresses.api,
    serverUrl: forge.addresses.server,
    cloneUrl: (owner, name) => `${origin}/${owner}/${name}.git`,
    state: () => structuredClone(forge.store.state),
    exchanges: () => [...log.exchanges],
    ...people(forge),
    changeRepository: (change) => {
      forge.repository = { ...forge.repository, ...change };
    },
    injectFault: faults.inject,
    close: async () => {
      git.close();
      await shut(server);
    },
  };
}

function createForge(options: EmbeddedGitHubOptions, origin: string): Forge {
  return {
    repository: options.repository,
    members: options.users,
    addresses: { api: `${origin}${apiRoot}`, server: origin },
    store: openStore(options.stateDir),
    git: createGit(options.repository.bareDir),
    callerOf: createCallers(options.users, options.tokens),
    now: () => isoSeconds(Date.now()),
    onDispatch: options.onDispatch,
  };
}

/** What people do in the browser, without a request. */
function people(
  forge: Forge,
): Pick<
  EmbeddedGitHub,
  'repositoryJson' | 'userJson' | 'createIssue' | 'labelIssue' | 'editIssue'
> {
  const account = (login: string): Account => {
    const member = forge.members.find((member) => member.login === login);
    if (!member) throw new TypeError(`there is no user ${login}`);
    return { login: member.login, id: member.id, type: member.type };
  };
  return {
    repositoryJson: () => renderRepository(forge),
    userJson: (login) => renderUser(forge.addresses, account(login)),
    createIssue: ({ title, body, author, labels = [] }) =>
      renderIssue(forge, newIssue(forge, account(author), { title, body, labels })),
    labelIssue: (number, label) => {
      const issue = findIssue(forge, String(number));
      addLabels(forge, issue, [label]);
      return renderIssue(forge, issue);
    },
    editIssue: (number, change) => {
      const issue = findIssue(forge, String(number));
      Object.assign(issue, change, { updatedAt: forge.now() });
      forge.store.save();
      return renderIssue(forge, issue);
    },
  };
}
