import type { EvidenceStore } from './evidence-store.ts';
import type { GitHubAppOptions } from './github/github-api.ts';
import type { ServerIdentity } from './server-token.ts';
import type { EventsTo } from './signals/events.ts';

/** What the approval app is told when it starts; it reads nothing else. */
export interface ApprovalAppOptions {
  /** The ledger. */
  readonly convexUrl: string;
  readonly identity: {
    /** `https://api.workos.com`, or a stand-in. */
    readonly apiUrl: string;
    readonly clientId: string;
    readonly clientSecret: string;
  };
  readonly store: EvidenceStore;
  /** Of the GitHub App's webhooks; without one none is taken. */
  readonly webhookSecret?: string | undefined;
  /** Of WorkOS's webhooks; without one none is taken. */
  readonly identityWebhookSecret?: string | undefined;
  /** Opens `/api/maintenance` to a cron; without one it is shut. */
  readonly cronSecret?: string | undefined;
  /** The GitHub App: starts workflows, reads installations. */
  readonly github: GitHubAppOptions;
  /** The server's own identity toward the ledger. */
  readonly server: ServerIdentity;
  /** PKCS#8 PEM of the Ed25519 key that signs decisions. */
  readonly signingKey: string;
  /** Where product analytics go; nowhere unless told. */
  readonly analytics?: EventsTo | undefined;
  /** Where lines of the log go; nowhere unless told. */
  readonly log?: ((line: string) => void) | undefined;
  /** 0 takes a free one. */
  readonly port: number;
  /** Address to listen on; loopback unless told. */
  readonly host?: string;
  /** Where browsers find the app, when that is not where it listens. */
  readonly publicUrl?: string;
  /** One line on every page, such as that this is a local demo. */
  readonly notice?: string;
}
