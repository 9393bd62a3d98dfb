import type { Readiness } from '../../action/domain/readiness.ts';
import { createDirectory, type Directory } from './directory.ts';
import { createDispatcher, type Dispatcher } from './dispatch.ts';
import type { EvidenceStore } from './evidence-store.ts';
import { createGitHubApi, type GitHubApi } from './github/github-api.ts';
import { createInstallationStates, type InstallationStates } from './github/installation-states.ts';
import { createInstallations, type Installations } from './github/installations.ts';
import { createWorkflows, type Workflows } from './github/workflows.ts';
import { createLedger, type Ledger } from './ledger.ts';
import { createMemberKeeper } from './members.ts';
import type { ApprovalAppOptions } from './options.ts';
import { createReadiness } from './readiness.ts';
import { createServerLedger, type ServerLedger } from './server-ledger.ts';
import { createServerToken } from './server-token.ts';
import type { Session } from './session.ts';
import { createEvents, type Events } from './signals/events.ts';
import { createSigner, type Signer } from './signer.ts';
import { createWorkspaceLedger, type WorkspaceLedger } from './workspace-ledger.ts';

/** Everything that the server's handlers stand on. Made once a process; holds nobody's session. */
export interface AppServices {
  readonly ledger: Ledger;
  /** A person's workspace: settings, the kill switch, what an agent is told. */
  readonly workspace: WorkspaceLedger;
  readonly serverLedger: ServerLedger;
  /** The server's own token toward the ledger. */
  readonly serverToken: () => Promise<string>;
  readonly directory: Directory;
  /** Tells the ledger about a person who looks, once in a while. */
  readonly keepMember: (session: Session) => Promise<void>;
  readonly github: GitHubApi;
  readonly installations: Installations;
  readonly installationStates: InstallationStates;
  readonly workflows: Workflows;
  readonly dispatcher: Dispatcher;
  readonly signer: Signer;
  /** Whether everything else here answers, looked at anew every ten seconds at most. */
  readonly readiness: () => Promise<Readiness>;
  /** Product analytics; nothing where nobody gave a key. */
  readonly events: Events;
  /** The bytes of a piece of evidence; throws when they can not be had. */
  readonly artifacts: EvidenceStore['read'];
  readonly store: EvidenceStore;
}

export function createAppServices(options: ApprovalAppOptions): AppServices {
  const serverToken = createServerToken(options.server);
  const serverLedger = createServerLedger(options.convexUrl, serverToken);
  const github = createGitHubApi(options.github);
  const workflows = createWorkflows(github);
  const directory = createDirectory(options.identity);
  const signer = createSigner(options.signingKey);
  return {
    ledger: createLedger(options.convexUrl),
    workspace: createWorkspaceLedger(options.convexUrl),
    serverLedger,
    serverToken,
    directory,
    keepMember: createMemberKeeper({ directory, serverLedger, github }),
    github,
    installations: createInstallations(github),
    installationStates: createInstallationStates(options.server.privateKey),
    workflows,
    dispatcher: createDispatcher(workflows, serverLedger),
    signer,
    readiness: createReadiness({ serverLedger, github, signer, options }),
    events: createEvents(options.analytics),
    artifacts: options.store.read,
    store: options.store,
  };
}
