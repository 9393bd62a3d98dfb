import type { VerificationRequirement } from '../../../domain/verification.ts';
import type { TrustedRepository } from '../../services/source-control-service.ts';

/** A check that base files speak for, and the files that do. */
export interface Detected {
  readonly sources: readonly string[];
  readonly requirement: Pick<
    VerificationRequirement,
    'key' | 'label' | 'command' | 'report' | 'reportPath'
  >;
}

/** The base as a detector sees it: regular files only, a symbolic link is not there. */
export interface BaseFiles {
  readonly paths: readonly string[];
  readonly has: (path: string) => boolean;
  /** Undefined where there is no such file or it is not UTF-8 text of a sane size. */
  read(path: string): Promise<string | undefined>;
}

/** A manifest that is larger is not one. */
const largestManifest = 1024 * 1024;

export async function baseFiles(
  base: Pick<TrustedRepository, 'listBase' | 'readBaseFile'>,
): Promise<BaseFiles> {
  const regular = (await base.listBase()).filter(({ mode }) => mode.startsWith('100'));
  const paths = regular.flatMap(({ path }) => textOf(path) ?? []).sort();
  const known = new Set(paths);
  return {
    paths,
    has: (path) => known.has(path),
    async read(path) {
      if (!known.has(path)) return undefined;
      const content = await base.readBaseFile(path);
      if (!content || content.length > largestManifest) return undefined;
      return textOf(content);
    },
  };
}

function textOf(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
