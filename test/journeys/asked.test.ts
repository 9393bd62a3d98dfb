import { afterEach, describe, expect, it } from 'vitest';
import { type House, openHouse } from './house.ts';
import { askedForDecision, judged, notAdmitted, refusedFor } from './passages.ts';

/** What the door wrote to GitHub, in order. */
function writes(house: House): string[] {
  return house.cloud.github
    .exchanges()
    .filter(({ method }) => method !== 'GET')
    .map(({ method, path, requestBody }) => `${method} ${path} ${requestBody.slice(0, 60)}`);
}

describe('somebody asks', { timeout: 180_000 }, () => {
  const houses: House[] = [];
  afterEach(async () => {
    await Promise.all(houses.splice(0).map((house) => house.close()));
  });
  const open = async (cassette = 'does-nothing') => {
    const house = await openHouse({ cassette });
    houses.push(house);
    return house;
  };
  const issueOf = (house: House) =>
    house.happens(
      house.cloud.github.openIssue({ title: 'Pages', body: 'One too many.', by: 'ada' }),
    );

  it('in a comment, and its reaction is the first thing that GitHub hears', async () => {
    const house = await open('fix-pagination');
    const { github } = house.cloud;
    const { issue } = issueOf(house);
    const event = house.happens(github.comment(issue, 'ada', '/patchplane fix the last page'));

    const run = await house.propose(event);

    expect(run.transcript).toEqual([...judged, ...askedForDecision]);
    const [first = '', ...rest] = writes(house);
    expect(first).toMatch(/^POST \/repos\/acme\/[^/]+\/issues\/comments\/\d+\/reactions /);
    expect(first).toContain('eyes');
    expect(rest.filter((line) => line.includes('/reactions'))).toEqual([]);
    expect(house.commentsOn(event)).toHaveLength(2);
    expect(run.report.request.prompt).toMatch(/^the last page\n/);
  });

  it('again, with a word more: the next attempt follows the one before', async () => {
    const house = await open('fix-pagination');
    const event = house.ask();
    const before = await house.propose(event);
    const comment = house.cloud.github.comment(event.issue, 'ada', '/patchplane rerun mind zero');

    const run = await house.propose(house.happens(comment));

    expect(run.report.run.attempt).toBe(2);
    const lineage = run.events.find(
      ({ type, status }) => type === 'run.lineage' && status === 'succeeded',
    );
    expect(lineage?.summary).toBe(`attempt 2, after ${before.id}`);
    expect(run.report.request.prompt).toBe(before.report.request.prompt);
  });

  it('with a label, which is taken off and says from then on where the run is', async () => {
    const house = await open('fix-pagination');
    const event = house.ask();

    const run = await house.propose(event);

    expect(run.state).toBe('awaiting-decision');
    const issue = house.cloud.github.state().issues.find(({ number }) => number === event.issue);
    expect(issue?.labels).toEqual(['patchplane:needs-approval']);
    expect(house.cloud.github.exchanges().length).toBeLessThan(40);
    expect(writes(house)[0]).toMatch(/^POST \/repos\/acme\/[^/]+\/issues\/\d+\/reactions /);
  });

  it('who may not: is answered with the reason, and no label moves', async () => {
    const house = await open();
    house.cloud.github.changeMember('ada', { permission: 'read' });
    const event = house.ask();

    const run = await house.propose(event);

    expect(run.transcript).toEqual(refusedFor('permission'));
    expect(house.commentsOn(event)).toEqual([expect.stringContaining('"read" permission')]);
    const issue = house.cloud.github.state().issues.find(({ number }) => number === event.issue);
    expect(issue?.labels).toEqual(['patchplane']);
    expect(house.cloud.model.requests()).toEqual([]);
  });

  it('[SEC-16] while the kill switch is thrown: nothing starts, and the answer names it', async () => {
    const house = await open();
    const event = house.ask();

    const run = await house.propose(event, { PATCHPLANE_KILL_SWITCH: 'maintenance' });

    expect(run.transcript).toEqual(notAdmitted('kill-switch'));
    expect(house.commentsOn(event)[0]).toContain('PATCHPLANE_KILL_SWITCH');
    expect(house.cloud.model.requests()).toEqual([]);
  });

  it('too often: the rate limit says when to come again', async () => {
    const house = await open('fix-pagination');
    const limit = { PATCHPLANE_RATE_LIMIT: '1/1h' };
    await house.propose(house.ask(), limit);

    const run = await house.propose(house.ask(), limit);

    expect(run.transcript).toEqual(notAdmitted('rate-limited'));
    expect(house.cloud.model.requests().length).toBeGreaterThan(0);
  });
});
