import type { PinnedKeys } from '../../domain/dsse-envelope.ts';
import type { AnalyticsService } from './analytics-service.ts';
import type { PublishArtifacts } from './artifacts-service.ts';
import type { KillSwitch } from './kill-switch.ts';
import type { PolicyService } from './policy-service.ts';
import type {
  FeedbackWriter,
  RepositoryReader,
  RepositoryWriter,
  TrustedGit,
} from './source-control-service.ts';
import type { PublishStorage } from './storage-service.ts';
import type { TelemetryService } from './telemetry-service.ts';

/**
 * Everything the publish job can do. There is no sandbox, no runtime and no model in it: the
 * side that can write to a repository has no name for running anything.
 */
export interface PublishServices {
  readonly repositories: RepositoryReader & FeedbackWriter & RepositoryWriter;
  readonly git: TrustedGit;
  readonly killSwitch: KillSwitch;
  /** The keys that the default branch pins now, for signatures under approvals; none: undefined. */
  readonly pinnedKeys?: () => Promise<PinnedKeys | undefined>;
  readonly artifacts: PublishArtifacts;
  readonly storage: PublishStorage;
  readonly policy: PolicyService;
  readonly telemetry: TelemetryService;
  readonly analytics: AnalyticsService;
}
