import { describe, expect, it } from 'vitest';
import { requireDefaultBranch } from '../../action/core/workflows/publish/standing.ts';

const workflow = 'acme/api/.github/workflows/publish.yml';
const main = 'refs/heads/main';

describe('[A7] a publish job whose steps somebody wrote on a branch of their own', () => {
  it.each([
    [main, `${workflow}@${main}`],
    [main, undefined],
    [undefined, `${workflow}@${main}`],
  ])('(on the default branch it goes on: %s, %s)', (ref, workflowRef) => {
    expect(() => requireDefaultBranch({ ref, workflowRef }, 'main')).not.toThrow();
  });

  it.each([
    ['refs/heads/attack', `${workflow}@refs/heads/attack`],
    [main, `${workflow}@refs/heads/attack`],
    ['refs/heads/attack', `${workflow}@${main}`],
    ['refs/tags/main', `${workflow}@refs/tags/main`],
    ['refs/pull/7/merge', `${workflow}@refs/pull/7/merge`],
    ['main', `${workflow}@main`],
    ['refs/heads/main2', undefined],
    ['refs/heads/attack@refs/heads/main', undefined],
    [main, `${workflow}@refs/heads/attack@refs/heads/main`],
    [undefined, undefined],
    [undefined, workflow],
  ])('is refused: %s, %s', (ref, workflowRef) => {
    expect(() => requireDefaultBranch({ ref, workflowRef }, 'main')).toThrow(
      expect.objectContaining({
        code: 'auth',
        tell: expect.stringMatching(/default branch \(main\)/),
      }),
    );
  });
});
