import { describe, expect, it } from 'vitest';
import {
  contextModes,
  feedbackModes,
  reviewModes,
} from '../../action/core/review/settings/review-settings.ts';
import { trustReasons } from '../../action/core/review/trust/check-trust.ts';
import { reviewProviders } from '../../action/core/services/review-model.ts';
import { filesUnder, read } from './tree.ts';

const support = read('docs/review-support.md');
const rows = support.split('\n').filter((line) => line.startsWith('|'));

describe('the support contract of reviews', () => {
  it('[OPM-01] has the four tiers, in order, and every mode of the code', () => {
    const tiers = rows.map((row) => row.split('|')[1]?.trim() ?? '');
    const named = ['first-class', 'supported with caveats', 'supported fallback', 'out of scope'];
    const order = tiers.filter((tier) => named.includes(tier)).map((tier) => named.indexOf(tier));

    expect(new Set(order).size).toBe(4);
    expect(order).toEqual(order.toSorted((one, other) => one - other));
    for (const mode of [...reviewModes, ...feedbackModes, ...contextModes.slice(1)])
      expect(support).toContain(mode);
  });

  it('[OPM-16] claims no version of a forge', () => {
    expect(support).not.toMatch(/Git(?:Lab|Hub)(?: Enterprise Server)? v?\d+\.\d/);
  });

  it('[OPM-17] [OPM-18] [OPM-19] [OPM-20] [OPM-21] has the rollout in its order', () => {
    const steps = [...support.matchAll(/^(\d)\. (.*)$/gm)].map(([, , text = '']) => text);

    expect(steps).toHaveLength(5);
    for (const [at, word] of [
      'pipelines',
      'newest',
      'artifacts alone',
      'your own',
      'doctor',
    ].entries())
      expect(steps[at]).toContain(word);
  });

  it('[OPM-12] names the base of the image', () => {
    const [, base = ''] = /^FROM (\S+)$/m.exec(read('examples/docker/Dockerfile')) ?? [];

    expect(support).toContain(`\`${base}\``);
  });
});

describe('the pages of providers and feedback', () => {
  const providers = read('docs/review-providers.md');
  const feedback = read('docs/review-feedback.md');

  it('name every provider, every reason of the trust gate and every error', () => {
    const errors = filesUnder('action/plugins/review-model').flatMap((path) => [
      ...read(path).matchAll(/'([A-Z]+_(?:API_)?ERROR)'/g),
      ...read(path).matchAll(/^\s+'([A-Z]+(?:_[A-Z]+)*)',$/gm),
      ...read(path).matchAll(/name: '([A-Z_]+)'/g),
    ]);
    const words = [
      ...reviewProviders,
      ...trustReasons,
      ...errors.flatMap(([, word]) => word ?? []),
    ];

    expect(words.length).toBeGreaterThan(15);
    expect(words.filter((word) => !/ELSEWHERE/.test(word) && !providers.includes(word))).toEqual(
      [],
    );
  });

  it('name every mode of feedback and both errors', () => {
    for (const word of [...feedbackModes, 'GITHUB_COMMENT_ERROR', 'GITLAB_NOTE_ERROR', 'ai-review'])
      expect(feedback).toContain(`${word}`);
  });
});
