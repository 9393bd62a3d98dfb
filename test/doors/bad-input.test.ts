import { chmodSync, existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findProgram } from '../../action/embedded/find-program.ts';
import { createScratch, type LaunchOptions, type Scratch } from './scratch.ts';
import { git, makeRepository } from './user-repository.ts';

let scratch: Scratch;
beforeAll(() => {
  scratch = createScratch();
  makeRepository(scratch.path('mine'));
  mkdirSync(scratch.path('mine', 'inside'));
  mkdirSync(scratch.path('plain'));
  mkdirSync(scratch.path('unborn'));
  git(scratch.path('unborn'), 'init', '--quiet');
  mkdirSync(scratch.path('broken', '.git'), { recursive: true });
  const cassettes = {
    'not-json': '{"schemaVersion":1,',
    'wrong-field': '{"schemaVersion":1,"model":"scripted-1","steps":[{"txt":"hello"}]}',
    'wrong-version': '{"schemaVersion":2,"model":"scripted-1","steps":[{"text":"hello"}]}',
    'no-steps': '{"schemaVersion":1,"model":"scripted-1"}',
    empty: '',
  };
  for (const [name, text] of Object.entries(cassettes))
    writeFileSync(scratch.path(`${name}.json`), text);
});
afterAll(() => scratch.close());

/** One line, the right one, and nothing else anywhere. */
async function expectRefusal(args: readonly string[], line: RegExp, options?: LaunchOptions) {
  const since = Date.now();
  const { code, stdout, stderr } = await scratch.start(args, options);

  expect(stderr).toMatch(/^[^\n]+\n$/);
  expect(stderr).toMatch(line);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(existsSync(scratch.path('.patchplane', 'state'))).toBe(false);
  expect(Date.now() - since).toBeLessThan(60_000);
}

const flags: readonly (readonly [string, readonly string[], RegExp])[] = [
  ['an unknown flag', ['--bogus'], /--bogus/],
  ['a misspelt flag', ['--decid', 'approve'], /--decid.*--decide/],
  ['a flag that would speak to the terminal', ['--x\n\u001b[2J'], /--x \\u\{1b\}/],
  ['an argument too many', ['extra'], /"extra".*quotes/],
  ['a task without quotes', ['--task', 'fix', 'it'], /"it".*quotes/],
  ['--decide with another word', ['--decide', 'maybe'], /--decide.*maybe.*approve, reject/],
  ['--decide without a word', ['--decide'], /--decide.*missing/],
  ['--override alone', ['--override', 'because'], /--override.*--decide approve/],
  [
    '--override of a rejection',
    ['--decide', 'reject', '--override', 'because'],
    /--override.*--decide approve/,
  ],
  ['an empty --override', ['--decide', 'approve', '--override', '  '], /--override is empty/],
  ['--repo without --task', ['--repo', 'mine'], /--repo needs --task/],
  ['an empty --repo', ['--repo', '', '--task', 'x'], /--repo is empty/],
  ['an empty --task', ['--repo', 'mine', '--task', ' '], /--task is empty/],
  ['--repo that is missing', ['--repo', 'gone', '--task', 'x'], /--repo.*gone" is not a folder/],
  ['--repo that is a file', ['--repo', 'empty.json', '--task', 'x'], /--repo.*is not a folder/],
  [
    '--repo that is a plain folder',
    ['--repo', 'plain', '--task', 'x'],
    /--repo.*plain" is not a git repository.*git init/,
  ],
  [
    '--repo with a broken .git',
    ['--repo', 'broken', '--task', 'x'],
    /--repo.*broken" is not a git repository/,
  ],
  [
    '--repo without commits',
    ['--repo', 'unborn', '--task', 'x'],
    /--repo.*unborn" has no commits.*commit something/,
  ],
  [
    '--repo inside a repository',
    ['--repo', 'mine/inside', '--task', 'x'],
    /--repo.*lies inside a git repository.*top folder/,
  ],
  ['--cassette that is missing', ['--cassette', 'gone.json'], /--cassette.*no such file/],
  ['--cassette that is a folder', ['--cassette', 'plain'], /--cassette.*not a file/],
  ['--cassette that is empty', ['--cassette', 'empty.json'], /--cassette.*not JSON/],
  ['--cassette that is not JSON', ['--cassette', 'not-json.json'], /--cassette.*not JSON/],
  ['--cassette with a wrong field', ['--cassette', 'wrong-field.json'], /--cassette.*steps.*"txt"/],
  [
    '--cassette of another version',
    ['--cassette', 'wrong-version.json'],
    /--cassette.*schemaVersion/,
  ],
  ['--cassette without steps', ['--cassette', 'no-steps.json'], /--cassette.*steps/],
  ['--out in a missing folder', ['--out', 'gone/result.json'], /--out.*folder does not exist/],
  ['--out that is a folder', ['--out', 'plain'], /--out.*is a folder/],
  ['--out below a file', ['--out', 'empty.json/result.json'], /--out.*folder does not exist/],
  ['--port that is no number', ['--port', 'http'], /--port.*1 to 65535.*"http"/],
  ['--port zero', ['--port', '0'], /--port.*1 to 65535/],
  ['--port too high', ['--port', '65536'], /--port.*1 to 65535/],
  ['--max-seconds zero', ['--max-seconds', '0'], /--max-seconds needs a whole number above 0/],
  ['--max-seconds of years', ['--max-seconds', '99999999'], /--max-seconds.*up to 86400/],
  ['--max-requests with a fraction', ['--max-requests', '1.5'], /--max-requests.*whole number/],
  ['--max-usd below zero', ['--max-usd', '-1'], /--max-usd needs a number above 0/],
  ['--max-usd without end', ['--max-usd', 'Infinity'], /--max-usd needs a number/],
  ['--max-output-bytes in words', ['--max-output-bytes', '64MB'], /--max-output-bytes.*"64MB"/],
];

describe('bad input', () => {
  it.each(flags)('%s: one line, exit code 2, nothing left behind', async (_what, args, line) => {
    await expectRefusal(args, line);
  });

  it('--port that is taken', async () => {
    const other = createServer();
    const port = await new Promise<number>((ready) => {
      other.listen(0, '127.0.0.1', () => {
        const address = other.address();
        ready(address !== null && typeof address === 'object' ? address.port : 0);
      });
    });
    try {
      await expectRefusal(
        ['--port', String(port)],
        new RegExp(`--port ${port} can not be used.*listens there already.*Choose another`),
      );
    } finally {
      other.close();
    }
  });

  const models: readonly (readonly [string, Readonly<Record<string, string>>, RegExp])[] = [
    [
      'an unknown provider',
      { provider: 'oracle', model: 'm' },
      /PATCHPLANE_AGENT_PROVIDER must be/,
    ],
    ['a provider without a model', { provider: 'openai' }, /PATCHPLANE_AGENT_MODEL is missing/],
    ['a provider without its key', { provider: 'openai', model: 'm' }, /OPENAI_API_KEY is missing/],
    ['a model without a provider', { model: 'm' }, /PATCHPLANE_AGENT_PROVIDER must be/],
  ];
  it.each(models)('%s', async (_what, { provider = '', model = '' }, line) => {
    const env = { PATCHPLANE_AGENT_PROVIDER: provider, PATCHPLANE_AGENT_MODEL: model };
    await expectRefusal([], line, { env });
  });

  it('flags that npm took for itself', async () => {
    const env = { npm_lifecycle_event: 'start', npm_config_decide: 'approve' };
    await expectRefusal(['approve'], /npm start -- --decide/, { env });
  });

  it('a machine without bubblewrap, and without a way to install it', async () => {
    const PATH = folderOf('git');
    await expectRefusal([], /bubblewrap is not installed.*apt-get install -y bubblewrap/, {
      env: { PATH },
    });
  });

  it('a machine whose bubblewrap can not make a jail', async () => {
    const broken = scratch.path('broken-bin');
    mkdirSync(broken);
    writeFileSync(join(broken, 'bwrap'), '#!/bin/sh\necho "bwrap: No permissions" >&2\nexit 1\n');
    chmodSync(join(broken, 'bwrap'), 0o755);
    await expectRefusal(
      [],
      /bubblewrap can not make a jail here \(bwrap: No permissions\).*sysctl/,
      {
        env: { PATH: [broken, folderOf('git', 'sh')].join(delimiter) },
      },
    );
  });

  it('a machine without git', async () => {
    await expectRefusal([], /git is not installed/, { env: { PATH: scratch.path('plain') } });
  });

  it('--help is no mistake', async () => {
    const { code, stdout, stderr } = await scratch.start(['--help']);

    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/--decide.*--override.*--out.*--repo.*--task.*--cassette/s);
  });
});

/** A folder that holds these programs and nothing else. */
function folderOf(...names: readonly string[]): string {
  const folder = scratch.path(`bin-${names.join('-')}`);
  mkdirSync(folder);
  for (const name of names)
    symlinkSync(findProgram(name, process.env['PATH'] ?? '') ?? name, join(folder, name));
  return folder;
}
