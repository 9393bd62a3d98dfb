import { describe, expect, it } from 'vitest';
import { pinnedPi } from '../../action/embedded/pi/pinned.ts';
import { everyStep } from '../house/workflow-files.ts';

describe('[C8] what runs is what was reviewed', () => {
  it('every action of somebody else is a commit', () => {
    const others = everyStep().flatMap(({ step }) => step.uses ?? []);
    const loose = others.filter(
      (uses) => !uses.startsWith('patchplane/action@') && !/@[0-9a-f]{40}$/.test(uses),
    );

    expect(others.length).toBeGreaterThan(10);
    expect(loose).toEqual([]);
  });

  it('no script fetches a program and runs it', () => {
    const scripts = everyStep().flatMap(({ step }) => step.run ?? []);

    expect(scripts.filter((run) => /curl|wget|npx|@latest|\|\s*(ba)?sh\b/.test(run))).toEqual([]);
  });

  it('dependencies of our own checks are installed without running their scripts', () => {
    const installs = everyStep().flatMap(
      ({ step }) => step.run?.match(/npm (ci|i|install).*/) ?? [],
    );

    expect(
      installs.filter((run) => /^npm /.test(run) && !run.includes('--ignore-scripts')),
    ).toEqual([]);
  });

  it('the agent is one version with one digest', () => {
    expect(pinnedPi.version).toMatch(/^\d+\.\d+\.\d+$/);
    expect(pinnedPi.integrity).toMatch(/^sha512-/);
  });
});
