import { describe, expect, it } from 'vitest';
import { filesUnder, read } from '../house/tree.ts';
import { everyStep } from '../house/workflow-files.ts';

const shared = 'action/entry/outputs.ts';

describe('[B2] nothing gets into the environment of later steps', () => {
  it('one file writes what the runner reads; nobody writes GITHUB_ENV or GITHUB_PATH', () => {
    const sources = filesUnder('action').filter((path) => /\.(ts|mts|mjs)$/.test(path));
    const naming = (name: string) => sources.filter((path) => read(path).includes(`'${name}'`));

    expect(naming('GITHUB_OUTPUT')).toEqual([shared]);
    expect(naming('GITHUB_STEP_SUMMARY')).toEqual([shared]);
    expect(naming('GITHUB_ENV')).toEqual([]);
    expect(naming('GITHUB_PATH')).toEqual([]);
  });

  it('no shipped script writes any of them', () => {
    const scripts = everyStep().filter(({ step }) => step.run !== undefined);

    expect(scripts.length).toBeGreaterThan(4);
    expect(scripts.filter(({ step }) => /GITHUB_(ENV|PATH|OUTPUT)/.test(step.run ?? ''))).toEqual(
      [],
    );
  });
});
