import { describe, expect, it } from 'vitest';
import { prepareRunner } from '../../../action/embedded/runner/prepare-runner.ts';
import { createRunnerSystem } from '../../../action/embedded/runner/runner-system.ts';
import { fakeRunner, noble } from './fake-runner.ts';

const both = ['0.9.0-1ubuntu0.1', '0.9.0-1build1'];
const elsewhere = 'Or set DAYTONA_API_KEY.';

/** What GitHub hosts: no bubblewrap, AppArmor in the way, sudo without a password. */
const hosted = {
  osRelease: noble,
  restricted: true,
  sudo: 'passwordless',
  parser: 'works',
} as const;

const { parser: _, ...noParser } = hosted;

describe('a machine whose bubblewrap works', () => {
  it('is left as it is', async () => {
    const system = fakeRunner({ bwrap: '/usr/bin/bwrap', restricted: true, jailsWork: true });

    const { bwrap, facts } = await prepareRunner(system, elsewhere);

    expect(bwrap).toBe('/usr/bin/bwrap');
    expect(facts).toEqual({ jail: 'bubblewrap-0.9.0', kernel: '6.11.0-azure' });
    expect(system.commands.filter((line) => /sudo|apt|apparmor/.test(line))).toEqual([]);
  });
});

describe('a runner as GitHub hosts it', () => {
  it('gets the accepted package and a profile for this one program', async () => {
    const system = fakeRunner({ ...hosted, offered: both });

    const { bwrap, facts } = await prepareRunner(system, elsewhere);

    expect(bwrap).toBe('/usr/bin/bwrap');
    expect(facts).toEqual({
      jail: 'bubblewrap-0.9.0',
      jailPackage: '0.9.0-1ubuntu0.1',
      kernel: '6.11.0-azure',
      appArmorProfile: 'patchplane-bwrap',
    });
    expect(system.profiles).toEqual([
      'abi <abi/4.0>,\n\nprofile patchplane-bwrap /usr/bin/bwrap flags=(unconfined) {\n  userns,\n}\n',
    ]);
    expect(system.notes).toHaveLength(2);
  });

  it('never has a restriction of the whole machine switched off', async () => {
    const system = fakeRunner({ ...hosted, offered: both });

    await prepareRunner(system, elsewhere);

    expect(system.commands.filter((line) => line.includes('sysctl'))).toEqual([]);
  });

  it('takes the version that the release came with when a newer one is not known', async () => {
    const system = fakeRunner({ ...hosted, offered: ['0.12.0-1', '0.9.0-1build1'] });

    await prepareRunner(system, elsewhere);

    expect(system.commands.filter((line) => line.includes(' install '))).toEqual([
      '/usr/bin/sudo -n /usr/bin/apt-get -o DPkg::Lock::Timeout=120 -q install -y --no-install-recommends bubblewrap=0.9.0-1build1',
    ]);
  });
});

const refused = [
  {
    name: 'no password-free sudo',
    machine: { ...hosted, sudo: 'asks', offered: both },
    tells: [
      'not installed',
      'no sudo without a password',
      'apt-get install -y bubblewrap',
      'userns,',
    ],
  },
  {
    name: 'no sudo at all',
    machine: { osRelease: noble },
    tells: ['not installed', 'no sudo'],
  },
  {
    name: 'a version that nobody looked at',
    machine: { ...hosted, offered: ['0.12.0-1'] },
    tells: ['ubuntu 24.04 offers 0.12.0-1', '0.9.0'],
  },
  {
    name: 'a distribution that nobody looked at',
    machine: { ...hosted, osRelease: 'ID=alpine\nVERSION_ID=3.22.1\n', offered: both },
    tells: ['no version of it is known for alpine 3.22.1'],
  },
  {
    name: 'AppArmor, and nobody who may load a profile',
    machine: { bwrap: '/usr/bin/bwrap', restricted: true, parser: 'works' },
    tells: ['can not make a jail', 'uid map: Permission denied', 'apparmor_parser --replace'],
  },
  {
    name: 'AppArmor without its parser',
    machine: { ...noParser, offered: both },
    tells: ['can not make a jail', 'apparmor_parser --replace'],
  },
  {
    name: 'a kernel without user namespaces',
    machine: { bwrap: '/usr/bin/bwrap', jailsWork: false, isRoot: true },
    tells: ['can not make a jail', 'max_user_namespaces'],
  },
  { name: 'another system', machine: { platform: 'darwin' }, tells: ['needs Linux'] },
] as const;

describe('a machine that can not be made to work is refused in one message', () => {
  it.each(refused)('$name', async ({ machine, tells }) => {
    const refusal = prepareRunner(fakeRunner(machine), elsewhere);

    await expect(refusal).rejects.toMatchObject({ code: 'misconfigured' });
    for (const text of [...tells, elsewhere]) await expect(refusal).rejects.toThrow(text);
  });
});

it('this machine, whatever it is, gets a jail that was tried or a reason', async () => {
  const system = createRunnerSystem(process.env['PATH'] ?? '', () => undefined);

  const { bwrap, facts } = await prepareRunner(system, elsewhere);

  expect(bwrap).toMatch(/^\/.*bwrap$/);
  expect(facts['jail']).toMatch(/^bubblewrap-\d/);
});

it('a command that never ends is ended', async () => {
  const system = createRunnerSystem(process.env['PATH'] ?? '', () => undefined);

  const { status } = await system.run(['sleep', '60'], { timeoutMs: 100 });

  expect(status).toBeNull();
});
