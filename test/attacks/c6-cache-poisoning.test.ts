import { describe, expect, it } from 'vitest';
import { everyStep, examplePaths, readWorkflow } from '../house/workflow-files.ts';

describe('[C6] nothing that a lower job wrote is restored by a higher one', () => {
  it('no shipped step restores or saves a cache', () => {
    const cached = everyStep().filter(
      ({ step }) => /^actions\/cache/.test(step.uses ?? '') || 'cache' in step.with,
    );

    expect(cached).toEqual([]);
  });

  it('every setup of Node says that it wants no cache', () => {
    const setups = everyStep().filter(({ step }) => step.uses?.startsWith('actions/setup-'));

    expect(setups.filter(({ step }) => step.with['package-manager-cache'] !== 'false')).toEqual([]);
  });

  it.each(examplePaths)('%s: a job that can write code installs nothing', (path) => {
    const writing = Object.values(readWorkflow(path).jobs).filter(
      ({ permissions }) => permissions?.['contents'] === 'write',
    );
    const others = writing.flatMap(({ steps }) =>
      steps.filter(({ uses }) => !uses?.startsWith('patchplane/action@')),
    );

    expect(others).toEqual([]);
  });
});
