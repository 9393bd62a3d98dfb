import { createServer, type RequestListener } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import type { RepositoryPermission } from '../../domain/permission.ts';
import { listen, shut } from '../listen.ts';
import { type ActionsActs, createActionsActs } from './actions-acts.ts';
import { apiRoot, createApi } from './api.ts';
import type { InstalledApp, Member } from './caller.ts';
import { createCallers, type GitHubToken, type GitHubUser, type IssuedToken } from './callers.ts';
import { createExchangeLog, type Exchange } from './exchanges.ts';
import { createFaults, type Fault } from './faults.ts';
import type { Forge, ForgeReactions, ForgeRepository } from './forge.ts';
import { createGit } from './git.ts';
import { isoSeconds } from './git-objects.ts';
import { createInstallationActs, type InstallationActs } from './installations.ts';
import { createIssueActs, type IssueActs } from './issue-acts.ts';
import { findIssue } from './issue-routes.ts';
import { addLabels } from './labels.ts';
import { newIssue } from './new-issue.ts';
import type { OrganizationPeople } from './organization-people.ts';
import { createPages } from './pages.ts';
import { accountOf } from './people.ts';
import { createPullActs, type PullActs } from './pull-acts.ts';
import { createRateMeter } from './rate-meter.ts';
import { renderIssue } from './render-issue.ts';
import { type Json, renderUser } from './render-people.ts';
import { renderRepository } from './render-repository.ts';
import { createSignedLinks } from './signed-links.ts';
import { createSmartHttp } from './smart-http.ts';
import type { GitHubState } from './state.ts';
import { openStore } from './store.ts';

export interface EmbeddedGitHubOptions extends ForgeReactions {
  /** A folder for what GitHub knows beside git; the same folder again continues where it was. */
  readonly stateDir: string;
  readonly repository: ForgeRepository;
  readonly users: readonly GitHubUser[];
  readonly tokens: readonly GitHubToken[];
  /** Apps that get installation tokens with their own key. */
  readonly apps?: readonly InstalledApp[];
  /** Nobody unless told. */
  readonly organization?: OrganizationPeople;
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

/** The running stand-in. Its acts are what people do in the browser, without a request. */
export interface EmbeddedGitHub extends IssueActs, PullActs, ActionsActs, InstallationActs {
  readonly apiUrl: string;
  readonly serverUrl: string;
  cloneUrl(owner: string, name: string): string;
  /** A copy of what it holds, for looking at. */
  state(): GitHubState;
  /** Every request to the API and its answer, in the order in which they came. */
  exchanges(): readonly Exchange[];
  /** The tokens that Apps got, with what became of them. */
  issuedTokens(): readonly IssuedToken[];
  /** As `openIssue`, and so on, but answering with the issue in the API's shape. */
  createIssue(issue: NewIssue): Json;
  labelIssue(number: number, label: string): Json;
  editIssue(number: number, change: { title?: string; body?: string }): Json;
  /** The repository and a known user in the API's shape, for event payloads. */
  repositoryJson(): Json;
  userJson(login: string): Json;
  /** From now on the repository has this name or this id, as after a transfer or a takeover. */
  changeRepository(change: { name?: string; id?: number; private?: boolean }): void;
  /** Somebody has another permission or another name, or (with a new id) is somebody else now. */
  changeMember(
    login: string,
    change: { permission?: RepositoryPermission; login?: string; id?: number },
  ): void;
  /** Members and teams are these from now on. */
  changeOrganization(organization: OrganizationPeople): void;
  injectFault(fault: Fault): void;
  close(): Promise<void>;
}

/**
 * GitHub for one repository and its forks on a loopback port: the REST API, git over HTTP,
 * artifacts and plain pages, all over real bare git repositories. Every answer has the shape of
 * GitHub's own description, every endpoint asks for the permission that GitHub documents.
 *
 * What it does not do: it runs no workflow and sends no webhook (it tells its caller, and acts
 * answer with the event); no GraphQL, no conditional requests, no secondary rate limits, one rate
 * limit for all tokens; no reviews, no pull request comments on lines, no code owners; branch rules are told but not enforced; patches are left out of lists of changed files; a
 * public repository still wants a token for the API, and one with the right permission; a check
 * does not become stale; artifacts are not uploaded over the wire (`uploadArtifact` makes them);
 * requests that a fault answered are not among the exchanges, nor is git over HTTP.
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
    issuedTokens: forge.callers.issued,
    ...createIssueActs(forge),
    ...createPullActs(forge),
    ...createActionsActs(forge),
    ...createInstallationActs(forge),
    ...shapes(forge),
    ...changes(forge),
    injectFault: faults.inject,
    close: async () => {
      git.close();
      await shut(server);
    },
  };
}

function createForge(options: EmbeddedGitHubOptions, origin: string): Forge {
  const { users, tokens, apps = [] } = options;
  const members = users.map(
    ({ login, id, type, permission }): Member => ({ login, id, type, permission }),
  );
  return {
    repository: options.repository,
    members,
    apps,
    organization: options.organization ?? { members: [], teams: [] },
    addresses: { api: `${origin}${apiRoot}`, server: origin },
    store: openStore(options.stateDir),
    git: createGit(options.repository.bareDir),
    callers: createCallers(members, users, tokens, apps),
    rate: createRateMeter(),
    links: createSignedLinks(),
    folder: options.stateDir,
    now: () => isoSeconds(Date.now()),
    onDispatch: options.onDispatch,
    onRepositoryDispatch: options.onRepositoryDispatch,
    onCancel: options.onCancel,
  };
}

type Shapes = 'repositoryJson' | 'userJson' | 'createIssue' | 'labelIssue' | 'editIssue';

function shapes(forge: Forge): Pick<EmbeddedGitHub, Shapes> {
  return {
    repositoryJson: () => renderRepository(forge),
    userJson: (login) => renderUser(forge.addresses, accountOf(forge, login)),
    createIssue: ({ title, body, author, labels = [] }) =>
      renderIssue(forge, newIssue(forge, accountOf(forge, author), { title, body, labels })),
    labelIssue: (number, label) => {
      const issue = findIssue(forge, String(number));
      addLabels(forge, issue, [label], { account: issue.author });
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

type Changes = 'changeRepository' | 'changeMember' | 'changeOrganization';

function changes(forge: Forge): Pick<EmbeddedGitHub, Changes> {
  return {
    changeOrganization: (organization) => {
      forge.organization = organization;
    },
    changeRepository: (change) => {
      forge.repository = { ...forge.repository, ...change };
    },
    changeMember: (login, change) => {
      const at = forge.members.findIndex((member) => member.login === login);
      const member = forge.members[at];
      if (!member) throw new TypeError(`there is no user ${login}`);
      forge.members[at] = { ...member, ...change };
    },
  };
}
