import type {
  ConfiguredRequirement,
  ConfiguredVerification,
} from '../../../domain/configured-verification.ts';
import { type RepositoryConfig, repositoryConfigPath } from '../../../domain/repository-config.ts';
import {
  fixPlan,
  type VerificationPlan,
  type VerificationRequirement,
} from '../../../domain/verification.ts';
import type { TrustedRepository } from '../../services/source-control-service.ts';
import { detectPlan } from './detect-plan.ts';
import { type ReadConfig, readRepositoryConfig } from './read-repository-config.ts';

type Base = Pick<TrustedRepository, 'listBase' | 'readBaseFile'>;

export type Planned =
  | { readonly kind: 'good'; readonly plan: VerificationPlan; readonly config: RepositoryConfig }
  | Extract<ReadConfig, { readonly kind: 'wrong' }>;

/** How a candidate on this base is tested: as its configuration says, else as its files suggest. */
export async function planOf(base: Base): Promise<Planned> {
  const read = await readRepositoryConfig(base);
  if (read.kind === 'wrong') return read;
  const { config } = read;
  const { verification, environment } = config;
  const surroundings = {
    ...(environment?.setup ? { setup: environment.setup } : {}),
    ...(environment?.allow ? { allow: environment.allow } : {}),
  };
  const { digest: _, ...draft } = verification ? configured(verification) : await detectPlan(base);
  return { kind: 'good', plan: fixPlan({ ...draft, ...surroundings }), config };
}

function configured({ requirements, oldTestsOnNewCode }: ConfiguredVerification): VerificationPlan {
  return fixPlan({
    version: 1,
    sources: [repositoryConfigPath],
    guessed: false,
    requirements: requirements.map(requirementOf),
    oldTestsOnNewCode,
  });
}

function requirementOf(configured: ConfiguredRequirement): VerificationRequirement {
  const { key, label, kind, command, platform, timeoutSeconds, repeat, required } = configured;
  const { format, path } = configured.report;
  return {
    key,
    label:
      label ??
      (command
        .join(' ')
        .replace(/\p{Cc}/gu, ' ')
        .slice(0, 200)
        .toWellFormed() ||
        key),
    kind,
    required,
    command,
    report: format,
    timeoutSeconds,
    ...(path === undefined ? {} : { reportPath: path }),
    ...(repeat === 1 ? {} : { repeat }),
    ...(platform === undefined ? {} : { platform }),
  };
}
