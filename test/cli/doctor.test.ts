import { describe, expect, it } from 'vitest';
import { Failure } from '../../action/domain/failure.ts';
import {
  type DoctorOptions,
  doctor,
  type Instruments,
} from '../../action/entry/cli/doctor-command.ts';
import { convex, fromRunner, openai, r2, route } from '../entry/environments.ts';
import { instruments, readiness } from './instruments.ts';
import { folderWith } from './snapshot.ts';
import { listen } from './surroundings.ts';

type Environment = Readonly<Record<string, string>>;
const job: Environment = { ...fromRunner, ...openai, GITHUB_ACTIONS: 'true' };

async function ask(
  environment: Environment,
  options: DoctorOptions = {},
  different: Partial<Instruments> = {},
  files: Readonly<Record<string, string>> = {},
) {
  const { surroundings, out, err } = listen(folderWith(files), { environment });
  const code = await doctor(surroundings, options, instruments(different));
  return { code, out: out(), err: err() };
}

describe('patchplane doctor', () => {
  it('[CLI-02] [OPM-22] all green is 0', async () => {
    const { code, out, err } = await ask(job);

    expect(out).not.toContain('✗');
    expect([code, err]).toEqual([0, '']);
    for (const part of ['node', 'git', 'sandbox', 'state', 'config', 'environment', 'token'])
      expect(out).toMatch(new RegExp(`^✓ green {3}${part}: `, 'm'));
    expect(out).toMatch(/– skipped environment: Sandboxes are jails on this runner/);
  });

  const reds: readonly (readonly [string, Environment, Partial<Instruments>, RegExp])[] = [
    [
      'an old Node [OPM-11]',
      {},
      { nodeVersion: '20.1.0' },
      /node: Node 20\.1\.0 is too old\n +Use Node 22/,
    ],
    [
      'no git',
      {},
      { probe: (name) => (name === 'git' ? undefined : '') },
      /git is not installed\n +.*apt-get install -y git/,
    ],
    [
      'no jail',
      {},
      { probe: (name) => (name === 'git' ? '' : undefined) },
      /bubblewrap is not installed\n +sudo apt-get install -y bubblewrap\n +.*DAYTONA/,
    ],
    [
      'a jail that does not work',
      {},
      { probe: (name, first) => (name === 'git' || first === '--version' ? '' : undefined) },
      /can not make a jail.*\n +Load an AppArmor profile/,
    ],
    ['no Linux', {}, { platform: 'darwin' }, /need Linux\n +Use a Linux runner/],
    [
      'half an account',
      { CONVEX_URL: 'https://x.example' },
      {},
      /PATCHPLANE_APP_URL is missing.*\n +Set it to the address/,
    ],
    [
      'a thrown kill switch',
      { PATCHPLANE_KILL_SWITCH: 'yes' },
      {},
      /thrown by the variable PATCHPLANE_KILL_SWITCH/,
    ],
    [
      'a folder that can not be written [OPM-14]',
      { PATCHPLANE_STATE_DIR: '/proc/1/x' },
      {},
      /can not be written.*\n +Make it writable/,
    ],
    [
      'an address that does not answer [OPM-15]',
      convex,
      {
        reach: async (url) => {
          if (url.includes('ledger')) throw new Error('no');
        },
      },
      /Convex does not answer at ledger\.example.*\n +Check the address/,
    ],
    [
      'a token that may not read',
      {},
      {
        github: async () =>
          readiness({
            probeReads: async () => [
              { permission: 'issues: read', problem: 'GitHub answered 403.' },
            ],
          }),
      },
      /GitHub answered 403\.\n +Give the job `permissions: issues: read`/,
    ],
    [
      'GitHub that does not answer',
      {},
      {
        github: async () =>
          readiness({
            readDefaultBranch: async () => {
              throw new Failure({ code: 'unavailable', tell: 'GitHub could not be reached.' });
            },
          }),
      },
      /GitHub could not be reached/,
    ],
  ];
  it.each(reds)('[CLI-02] %s is red with its fix, and 1', async (_what, extra, different, told) => {
    const { code, out, err } = await ask({ ...job, ...extra }, {}, different);

    expect(out).toMatch(told);
    expect(code).toBe(1);
    expect(err).toMatch(/^\d+ lines? (is|are) red\.\n$/);
  });

  it('[PKG-14] reads .github/patchplane.yml as a run will', async () => {
    const good = await ask(job, {}, {}, { '.github/patchplane.yml': 'version: 1\n' });
    const wrong = await ask(job, {}, {}, { '.github/patchplane.yml': 'version: 1\nchecks: []\n' });
    const misnamed = await ask(job, {}, {}, { '.github/patchplane.yaml': 'version: 1\n' });

    expect(good.out).toMatch(/✓ green {3}repository: \.github\/patchplane\.yml is good/);
    expect(wrong.code).toBe(1);
    expect(wrong.out).toMatch(
      /line 2: there is no key "checks".*\n +Mend \.github\/patchplane\.yml/,
    );
    expect(misnamed.out).toMatch(/\.github\/patchplane\.yaml is not read\n +Rename it/);
  });

  it('a configuration file that can not be used is red, and the rest is checked all the same', async () => {
    const { code, out } = await ask(job, {}, {}, { 'patchplane.config.json': '{"version": 9}' });

    expect(out).toMatch(/✗ red {5}config: .*line 1: "version" must be 1/);
    expect(out).toMatch(/✓ green {3}required-check/);
    expect(code).toBe(1);
  });

  it('[OPM-22] on a machine without accounts nothing is red, unless readiness is asked for', async () => {
    expect((await ask({})).code).toBe(0);
    expect((await ask({}, { githubReadiness: true })).out).toMatch(/✗.*github: GITHUB_TOKEN/);
    const semantic = await ask({}, { semanticReadiness: true });
    expect(semantic.out).toMatch(/✗.*model: no model is configured/);
    expect(semantic.code).toBe(1);
    const local = await ask(openai, { semanticReadiness: true });
    expect(local.out).toMatch(/✓ green {3}reach-model: the model answers at api\.openai\.com/);
  });

  it('[CLI-14] JSON is JSON and nothing else', async () => {
    const { surroundings, out, err } = listen(folderWith(), {
      environment: { ...job, CONVEX_URL: 'https://x.example' },
      json: true,
    });

    const code = await doctor(surroundings, {}, instruments());

    expect(JSON.parse(out())).toMatchObject({
      ok: false,
      checks: expect.arrayContaining([
        expect.objectContaining({ id: 'environment', status: 'red', fix: expect.any(String) }),
      ]),
    });
    expect([code, err()]).toEqual([1, '']);
  });

  it('[CFG-15] never prints a secret, whatever fails', async () => {
    const secrets = { ...convex, ...r2, ...openai, DAYTONA_API_KEY: 'key-of-daytona-account' };
    const broken: Partial<Instruments> = {
      reach: async (url) => {
        throw new Error(`no way to ${url} with ${Object.values(secrets).join()}`);
      },
      probe: () => undefined,
    };
    const { out, err } = await ask(
      { ...job, ...route, ...secrets, PATCHPLANE_LOG: 'x' },
      {},
      broken,
    );

    for (const secret of [
      ...[fromRunner.GITHUB_TOKEN, openai.OPENAI_API_KEY, r2.CLOUDFLARE_R2_ACCESS_KEY_ID],
      ...[r2.CLOUDFLARE_R2_SECRET_ACCESS_KEY, convex.ACTIONS_ID_TOKEN_REQUEST_TOKEN],
      ...[route.PATCHPLANE_MODEL_ROUTE_KEY, secrets.DAYTONA_API_KEY],
    ])
      expect(`${out}${err}`).not.toContain(secret);
  });

  it('[OPM-06] --offline asks nobody', async () => {
    const asked: string[] = [];
    const refuse = async (): Promise<never> => {
      asked.push('somebody');
      throw new Error('a connection');
    };
    const everything = { ...job, ...convex, ...r2, ...route, DAYTONA_API_KEY: 'key-of-daytona' };

    const { out } = await ask(everything, { offline: true }, { reach: refuse, github: refuse });

    expect(asked).toEqual([]);
    expect(out).toMatch(/– skipped offline/);
  });
});
