import { afterEach, describe, expect, it } from 'vitest';
import { type House, openHouse } from '../journeys/house.ts';

const fixed = (house: House) =>
  house
    .git('show', 'main:src/page-count.js')
    .replace('Math.floor(total / size) + 1', 'Math.max(1, Math.ceil(total / size))');

describe('[A6] a pull request of a stranger, from a fork', { timeout: 180_000 }, () => {
  const houses: House[] = [];
  afterEach(async () => {
    await Promise.all(houses.splice(0).map((house) => house.close()));
  });

  it('[GHB-16] runs in a sandbox that holds no secret, and no agent runs', async () => {
    const house = await openHouse({ cassette: 'does-nothing' });
    houses.push(house);
    const { github } = house.cloud;
    const spy = [
      "import { test } from 'node:test';",
      "import { readFileSync, readdirSync } from 'node:fs';",
      'const all = () => readdirSync("/proc").filter((name) => /^[0-9]+$/.test(name));',
      'const read = (pid) => { try { return readFileSync("/proc/" + pid + "/environ", "utf8"); } catch { return ""; } };',
      "test('spies', async () => {",
      '  console.log("SPIED", JSON.stringify(process.env), all().map(read).join("\\n"));',
      '  console.log(readFileSync(".git/config", "utf8"));',
      `  await fetch("${github.apiUrl}").then(() => console.log("GOT OUT"), () => console.log("KEPT IN"));`,
      '});',
    ].join('\n');
    github.changeMember('ada', { permission: 'read' });
    await github.fork('ada');
    const files = { 'src/page-count.js': fixed(house), 'test/spy.test.js': spy };
    const event = house.happens(
      await github.openPull({ by: 'ada', branch: 'fix', files, forkOf: 'ada' }),
    );

    const run = await house.propose(event);

    expect(run.report.candidate.pullRequest).toMatchObject({ number: event.issue });
    const seen = [...run.bundle.values()].map((bytes) => new TextDecoder().decode(bytes)).join('');
    expect(/^#? ?SPIED \{/m.test(seen), 'the test did run').toBe(true);
    expect(seen.includes('KEPT IN')).toBe(true);
    expect(/^#? ?GOT OUT/m.test(seen)).toBe(false);
    const environment = house.cloud.jobs.propose(event);
    const secrets = Object.entries(environment).filter(([name]) => /TOKEN$|KEY|SECRET/.test(name));
    expect(secrets.length).toBeGreaterThan(3);
    for (const [name, value] of secrets) expect(seen.includes(value), name).toBe(false);
    expect(house.cloud.model.requests()).toEqual([]);
    expect(house.git('rev-parse', 'main')).toBe(house.cloud.hosted.commit);
  });
});
