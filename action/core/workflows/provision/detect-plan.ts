import { fixPlan, type VerificationPlan } from '../../../domain/verification.ts';
import type { TrustedRepository } from '../../services/source-control-service.ts';
import { baseFiles } from './base-files.ts';
import { detectMake } from './detect-make.ts';
import { detectNode } from './detect-node.ts';
import { detectPython } from './detect-python.ts';
import { detectToolchain } from './detect-toolchain.ts';

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
    ...(await detectToolchain(files)),
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
    oldTestsOnNewCode: true,
  });
}
