import type { AgentControl } from '../domain/agent-control.ts';
import type { CandidatePatchSet } from '../domain/candidate-patch-set.ts';
import type { CandidateSummary } from '../domain/candidate-summary.ts';
import type { CarriedFrom } from '../domain/carried-from.ts';
import { type EgressReport, unverifiedEgress } from '../domain/egress.ts';
import type { EvidenceKind } from '../domain/evidence-artifact.ts';
import type { GitObjectId } from '../domain/ids.ts';
import type { ModelCredential } from '../domain/model-credential.ts';
import type { PolicyBundle, PolicyVerdict } from '../domain/policy-bundle.ts';
import type { RepositoryConfig } from '../domain/repository-config.ts';
import type { RepositoryConnection } from '../domain/repository-connection.ts';
import type { ReviewFinding } from '../domain/review-finding.ts';
import type { ReviewRun } from '../domain/review-run.ts';
import type { ModelUsage } from '../domain/runtime-event.ts';
import type { RuntimeSession } from '../domain/runtime-session.ts';
import type { Verification, VerificationPlan } from '../domain/verification.ts';
import type { WorkflowIntake } from '../domain/workflow-intake.ts';
import type { WorkflowRun } from '../domain/workflow-run.ts';
import type { Sandbox } from './services/sandbox-service.ts';
import type { RepositoryRef, TrustedRepository } from './services/source-control-service.ts';

/** A payload on its way to the artifact store. Redacted by the seal stage, never before. */
export interface Evidence {
  readonly kind: EvidenceKind;
  /** What made it: `agent`, `verify/baseline/test`, `policy` ... */
  readonly producer: string;
  readonly contentType: string;
  readonly content: Uint8Array;
  readonly truncated: boolean;
}

/** What became of the agent. `outcome` is ours; `finalMessage` is its own claim, untrusted. */
export interface AgentReport {
  readonly outcome:
    | 'settled'
    | 'aborted'
    | 'model-failed'
    | 'budget-exceeded'
    | 'lost'
    | 'cancelled';
  readonly finalMessage: string | undefined;
  readonly modelRequests: number;
  readonly usage: ModelUsage;
  readonly credential: ModelCredential;
  readonly provider: string;
  readonly model: string;
  /** Under which policy it ran, and what became of its questions to people. */
  readonly session?: Pick<RuntimeSession, 'policySha256' | 'approvals'>;
}

/** What is known of a sandbox after it is gone. */
export interface SandboxReport {
  readonly purpose: 'agent' | 'verify';
  readonly id: string;
  readonly provider: string;
  readonly isolation: Readonly<Record<string, string>>;
  readonly destroyed: boolean;
  readonly egress: EgressReport;
}

export function reportOn(sandbox: Sandbox, destroyed: boolean): SandboxReport {
  const { purpose, id, provider, isolation, egress = unverifiedEgress } = sandbox;
  return { purpose, id, provider, isolation, destroyed, egress };
}

interface Reviewed {
  readonly run: ReviewRun;
  readonly findings: readonly ReviewFinding[];
}

/** Everything that a run can come to know, each part added by one stage. */
export interface Parts {
  readonly request: {
    intake: WorkflowIntake;
    targetRef: string;
    repository: RepositoryRef;
    run: WorkflowRun;
  };
  readonly access: { repository: RepositoryConnection; permission: string };
  /** The frozen base on the trusted side, with plan and policy read from it. */
  readonly base: {
    trusted: TrustedRepository;
    plan: VerificationPlan;
    /** What `.github/patchplane.yml` of the base says; empty where there is none. */
    config: RepositoryConfig;
    policy: PolicyBundle;
    /** The frozen head, where a pull request is the candidate. */
    pullRequest?: { number: number; headSha: GitObjectId };
  };
  readonly sandbox: Sandbox;
  readonly agent: AgentReport;
  readonly candidate: {
    set: CandidatePatchSet;
    patch: Uint8Array;
    /** Where it is from, where no agent wrote it in this run. */
    carried?: CarriedFrom;
  };
  readonly verification: Verification;
  /** What the harness observed, and beside it what reviewers said who were asked. */
  readonly review: Reviewed & { readonly asked?: readonly Reviewed[] };
  readonly verdict: PolicyVerdict;
  /** Where several agents worked on it: all candidates in their order, the chosen one first. */
  readonly contest: readonly CandidateSummary[];
  /** What people told the agents while they worked, and what became of it. */
  readonly controls: readonly AgentControl[];
}

/** Why a run goes no further; it is sealed and reported like any other. */
export interface Stop {
  readonly state: 'refused' | 'blocked' | 'failed' | 'cancelled';
  /** One sentence for a person. */
  readonly reason: string;
  /** A short word for machines: a failure code or the stage's own. */
  readonly category: string;
  /** The stage that it stopped at; `advance` adds it. */
  readonly stage?: string;
}

/** What a stage hands back: what it adds, or why it stops (with what it still learned). */
export type StageOutcome<Added extends Partial<Parts>> =
  | {
      readonly add: Added;
      readonly evidence?: readonly Evidence[];
      readonly sandboxes?: readonly SandboxReport[];
      readonly detail?: string;
    }
  | {
      readonly stop: Stop;
      readonly add?: Partial<Parts>;
      readonly evidence?: readonly Evidence[];
      readonly sandboxes?: readonly SandboxReport[];
      readonly detail?: string;
    };

/** What every attempt carries, however far it came. */
export interface Carried {
  readonly evidence: readonly Evidence[];
  readonly sandboxes: readonly SandboxReport[];
  /** Milliseconds per stage. */
  readonly timings: Readonly<Record<string, number>>;
}

/** An attempt that goes on: these parts are there for certain. */
export interface Moving<Known extends keyof Parts> extends Carried {
  readonly parts: Pick<Parts, Known>;
  readonly stop?: undefined;
}

/** An attempt that stopped: some parts may be there. */
export interface Halted extends Carried {
  readonly parts: Partial<Parts>;
  readonly stop: Stop;
}

export type Attempt<Known extends keyof Parts> = Moving<Known> | Halted;
