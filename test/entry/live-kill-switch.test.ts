import { expect, it } from 'vitest';
import { Failure } from '../../action/domain/failure.ts';
import type { ConfigFile } from '../../action/entry/config-schema.ts';
import { askedSeldom, createLiveKillSwitch } from '../../action/entry/live-kill-switch.ts';

it('[SEC-16] the file of the default branch is read at each question', async () => {
  let config: ConfigFile = { version: 1 };
  const killSwitch = createLiveKillSwitch(undefined, async () => config);

  expect(await killSwitch.thrownBy()).toBeUndefined();
  config = { version: 1, killSwitch: true };
  expect(await killSwitch.thrownBy()).toBe('`killSwitch` in patchplane.config.json');
});

it('[SEC-16] what the job was given counts without asking anybody', async () => {
  const killSwitch = createLiveKillSwitch('the variable PATCHPLANE_KILL_SWITCH', () =>
    Promise.reject(new Error('nobody is asked')),
  );

  expect(await killSwitch.thrownBy()).toBe('the variable PATCHPLANE_KILL_SWITCH');
});

it('[SEC-16] a switch that can not be read counts as thrown', async () => {
  const away = new Failure({ code: 'unavailable', tell: 'GitHub did not answer.' });
  const killSwitch = createLiveKillSwitch(undefined, () => Promise.reject(away));

  expect(await killSwitch.thrownBy()).toBe('patchplane.config.json, which could not be read');
});

it('[E13] who looks every second asks GitHub once a minute', async () => {
  let clock = 0;
  let config: ConfigFile = { version: 1 };
  let reads = 0;
  const file = createLiveKillSwitch(undefined, async () => {
    reads += 1;
    return config;
  });
  const seldom = askedSeldom(file, 60_000, () => clock);

  for (clock = 0; clock < 60_000; clock += 1_000) expect(await seldom.thrownBy()).toBeUndefined();
  expect(reads).toBe(1);
  config = { version: 1, killSwitch: true };
  expect(await seldom.thrownBy()).toBe('`killSwitch` in patchplane.config.json');
});
