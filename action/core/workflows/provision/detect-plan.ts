import {
  fixPlan,
  type VerificationPlan,
  type VerificationRequirement,
} from '../../../domain/verification.ts';
import type { TrustedRepository } from '../../services/source-control-service.ts';
import { detectMake } from './detect-make.ts';
import { detectNode } from './detect-node.ts';
import { detectPython } from './detect-python.ts';
import { detectToolchain } from './detect-toolchain.ts';

/** A check that base files speak for, and the files that do. */
export interface Detected {
  readonly sources: readonly string[];
  readonly requirement: Pick<VerificationRequirement, 'key' | 'label' | 'command' | 'report'>;
}

/** The base as a detector sees it: regular files only, a symbolic link is not there. */
export interface BaseFiles {
  readonly paths: readonly string[];
  has(path: string): boolean;
  /** Undefined where there is no such file or it is not UTF-8 text of a sane size. */
  read(path: string): Promise<string | undefined>;
}

const testTimeoutSeconds = 600;

/**
 * Zero configuration: what the base itself says about how it is tested. The candidate is never
 * asked. No file that can be read means no requirement, which policy takes from there.
 */
export async function detectPlan(
  base: Pick<TrustedRepository, 'listBase' | 'readBaseFile'>,
): Promise<VerificationPlan> {
  const files = await baseFiles(base);
  const detected = [
    await detectNode(files),
    await detectPython(files),
    ...detectToolchain(files),
  ].filter((found) => found !== undefined);
  // A Makefile's `test` target usually wraps what was found already.
  const make = detected.length === 0 ? await detectMake(files) : undefined;
  const all = make ? [make] : detected;
  return fixPlan({
    version: 1,
    sources: [...new Set(all.flatMap(({ sources }) => sources))].sort(),
    guessed: true,
    requirements: all.map(({ requirement }) => ({
      ...requirement,
      kind: 'test',
      required: true,
      timeoutSeconds: testTimeoutSeconds,
    })),
  });
}

/** A manifest that is larger is not one. */
const largestManifest = 1024 * 1024;

async function baseFiles(
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
