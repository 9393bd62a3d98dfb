import type { AnalyticsService } from './analytics-service.ts';
import type { ArtifactsService } from './artifacts-service.ts';
import type { ControlSource } from './control-source.ts';
import type { EarlierCandidates } from './earlier-candidates.ts';
import type { GitHubWebhookService } from './github-webhook-service.ts';
import type { KillSwitch } from './kill-switch.ts';
import type { ModelGatewayService } from './model-gateway-service.ts';
import type { PolicyService } from './policy-service.ts';
import type { ReviewService } from './review-service.ts';
import type { RunControl, RunHistory } from './run-history.ts';
import type { RuntimeService } from './runtime-service.ts';
import type { SandboxService } from './sandbox-service.ts';
import type { SecretScanner } from './secret-scanner.ts';
import type { FeedbackWriter, RepositoryReader, TrustedGit } from './source-control-service.ts';
import type { ProposeStorage } from './storage-service.ts';
import type { TelemetryService } from './telemetry-service.ts';

/**
 * Everything the propose job can do. There is no RepositoryWriter in it: the side that runs
 * agents has no name for creating a branch.
 */
export interface ProposeServices {
  readonly webhooks: Pick<GitHubWebhookService, 'toIntake'>;
  readonly repositories: RepositoryReader;
  readonly feedback: FeedbackWriter;
  readonly git: TrustedGit;
  readonly history: RunHistory;
  /** Patches of runs before; without it every further attempt is an agent's. */
  readonly earlier?: EarlierCandidates;
  readonly control: RunControl;
  readonly people: ControlSource;
  readonly killSwitch: KillSwitch;
  /** The same for whoever asks every second: what costs the repository's requests is asked seldom. */
  readonly switchAtWork: KillSwitch;
  readonly sandboxes: SandboxService;
  readonly runtime: RuntimeService;
  readonly models: ModelGatewayService;
  readonly artifacts: Pick<ArtifactsService, 'provider' | 'putArtifact'>;
  readonly storage: ProposeStorage;
  readonly policy: PolicyService;
  /** A model that reviews candidates; undefined where none is set up. */
  readonly reviewer?: ReviewService | undefined;
  /** Others' rules for credentials, beside our own; none unless said. */
  readonly secretScanners?: readonly SecretScanner[];
  readonly telemetry: TelemetryService;
  readonly analytics: AnalyticsService;
}
