import { describe, expect, it } from 'vitest';
import { readProposeInputs } from '../../action/entry/propose-inputs.ts';
import { readPublishInputs } from '../../action/entry/publish-inputs.ts';
import { rungOf } from '../../action/entry/rung.ts';
import { convex, fromRunner, openai, r2, route } from './environments.ts';

describe('the rung of a job', () => {
  it('a missing account lowers the rung, and a line says so', () => {
    const { level, lines } = rungOf(readProposeInputs({ ...fromRunner, ...openai }));

    expect(level).toBe(1);
    expect(lines.join('\n')).toMatch(
      /CONVEX_URL.*\n.*CLOUDFLARE_R2_.*\n.*DAYTONA_API_KEY.*\n.*MODEL_ROUTE/,
    );
  });

  it('R2 is the second rung, Convex the third', () => {
    expect(rungOf(readPublishInputs({ ...fromRunner, ...r2 })).level).toBe(2);
    expect(rungOf(readPublishInputs({ ...fromRunner, ...convex })).level).toBe(3);
    const all = { ...fromRunner, ...convex, ...r2, ...route, DAYTONA_API_KEY: 'key-of-daytona' };
    expect(rungOf(readProposeInputs(all))).toEqual({ level: 3, lines: [] });
  });
});
