import type { RunId } from '../domain/ids.ts';
import type { Upstream } from '../domain/model-upstream.ts';
import type { Budgets } from '../domain/policy-bundle.ts';
import type { ReviewerInputs } from './reviewer.ts';

/** What the job was told to do; `auto` goes by the event. */
export type JobCommand = 'auto' | 'propose' | 'publish' | 'review' | 'doctor';

/**
 * What a job works with, decoded from its environment by `inputs.ts`. The accounts that are
 * there decide the rung: each part falls back to what needs no account, a half-configured one
 * is an error.
 */
export interface CommonInputs {
  readonly command: JobCommand;
  readonly github: GitHubInputs;
  readonly ledger:
    | {
        readonly kind: 'convex';
        readonly url: string;
        readonly audience: string;
        readonly idToken: { readonly url: string; readonly token: string };
      }
    /** A hash-chained file beside the bundle, in `<stateDir>/ledger/<run>.json`. */
    | { readonly kind: 'file' };
  readonly evidence:
    | {
        readonly kind: 'r2';
        readonly endpoint: string;
        readonly bucket: string;
        readonly accessKeyId: string;
        readonly secretAccessKey: string;
      }
    /** `<stateDir>/evidence/<run>/<sha256>`; a step of the action uploads it. */
    | { readonly kind: 'folder' };
  /** Where a person decides: the approval app, or GitHub itself (environment, comment). */
  readonly decision: { readonly kind: 'app'; readonly url: string } | { readonly kind: 'github' };
  /** Who threw the kill switch, in words; undefined when nobody did. */
  readonly killSwitch: string | undefined;
  /** Signs the markers of our comments (HMAC); without one they are only as good as their author. */
  readonly markerKey: string | undefined;
  /** Whether an issue's check is shown on the base commit until there is something better. */
  readonly checkOnBase: boolean;
  readonly stateDir: string;
  readonly log: 'plain' | 'json';
  /** Who hears of spans, bugs and events, beside the job's own log. */
  readonly signals: {
    readonly otlp: { readonly endpoint: string | undefined; readonly headers: string | undefined };
    readonly sentry: { readonly dsn: string; readonly environment: string } | undefined;
    readonly posthog: { readonly key: string; readonly host: string } | undefined;
  };
}

export interface GitHubInputs {
  readonly token: string;
  readonly apiUrl: string;
  readonly serverUrl: string;
  readonly repository: {
    readonly externalId: string;
    readonly owner: string;
    readonly name: string;
  };
  readonly runId: string | undefined;
  readonly runAttempt: number | undefined;
  readonly workflowRef: string | undefined;
  /** `refs/heads/main`: what the job itself runs from. */
  readonly ref: string | undefined;
  /** Login of who started this attempt of the job; differs from the sender on a re-run. */
  readonly triggeringActor: string | undefined;
  readonly event: { readonly name: string; readonly path: string };
}

export interface ProposeInputs extends CommonInputs {
  /** Can read the repository and nothing else; without one the job's token clones. */
  readonly cloneToken: string | undefined;
  /** A model that reviews each candidate; undefined unless `AI_REVIEW_PROVIDER` is set. */
  readonly reviewer: ReviewerInputs | undefined;
  readonly sandbox:
    | {
        readonly kind: 'daytona';
        readonly apiKey: string;
        readonly apiUrl: string;
        readonly target: string;
        /** Undefined: the vendor's own image. */
        readonly snapshot: string | undefined;
      }
    /** Bubblewrap jails on the runner itself, behind the same wire. */
    | { readonly kind: 'runner'; readonly cacheDir: string };
  /**
   * `route`: a service that gives each run a grant of its own. `key`: the provider's key stays
   * in this process, behind a route of its own on loopback.
   */
  readonly model: /** A job that only judges what is there. */
    | { readonly kind: 'none' }
    | {
        readonly kind: 'route';
        readonly url: string;
        /** Undefined: the job's OIDC token says who asks. */
        readonly key: string | undefined;
        readonly insideUrl: string;
      }
    /** The sandbox provider holds the key, under this name. */
    | {
        readonly kind: 'organization-secret';
        readonly name: string;
        readonly upstream: Upstream;
      }
    | {
        readonly kind: 'key';
        readonly apiKey: string;
        readonly baseUrl: string | undefined;
        /** The same, with how the provider is spoken to. */
        readonly upstream: Upstream;
      };
  /** The provider's key itself may go into a remote sandbox. */
  readonly allowRawModelKey: boolean;
  /** Where reviewers decide, if the workflow's publish job has an environment for that. */
  readonly environment: string | undefined;
  readonly agent: { readonly provider: string; readonly model: string };
  readonly budgets: Budgets;
  /** What tells this job of a matrix from the others of the same event. */
  readonly part: string | undefined;
  /** How many agents work on a request; undefined where nobody said. */
  readonly candidates: number | undefined;
  /** Those of them that somebody set on purpose. */
  readonly toldBudgets: Partial<Budgets>;
  readonly triggers: {
    readonly label: string;
    /** Numeric ids of Apps and bots that may start runs all the same. */
    readonly allowedBots: readonly string[];
    /** Runs that one person may start within the window. */
    readonly rate: { readonly runs: number; readonly windowSeconds: number };
  };
}

export interface PublishInputs extends CommonInputs {
  /** Undefined where the event (an approving comment) names the run by its digest. */
  readonly runId: RunId | undefined;
  /** The environment whose reviewers decide, where the job has one. */
  readonly environment: string | undefined;
  readonly requesterMayApprove: boolean;
  /** An App of the user's own, whose token publishes in place of the job's. */
  readonly app: { readonly id: string; readonly privateKey: string } | undefined;
  /** Workflow files whose runs may have made a bundle, beside this job's own. */
  readonly proposeWorkflows: readonly string[];
  /** Everything but the writing. */
  readonly dryRun: boolean;
}
