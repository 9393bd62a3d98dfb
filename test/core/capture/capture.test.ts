import {
  chmodSync,
  mkdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { CandidatePatchSet } from '../../../action/domain/candidate-patch-set.ts';
import { sha256Hex } from '../../../action/domain/digest.ts';
import { type Files, writeFiles } from '../../plugins/git/scratch-repository.ts';
import {
  type CaptureScratch,
  candidateOf,
  changesOf,
  createCaptureScratch,
  reasonOf,
} from './capture-scratch.ts';

const scratches: CaptureScratch[] = [];
afterEach(() => {
  for (const scratch of scratches.splice(0)) scratch.remove();
});

function scratch(files: Files, submodules?: Readonly<Record<string, string>>): CaptureScratch {
  const made = createCaptureScratch(files, submodules);
  scratches.push(made);
  return made;
}

describe('capture', () => {
  it('[RUN-28] takes edits, new files, deletions, links, modes and binary against the pinned base', async () => {
    const made = scratch({ edit: '1\n', gone: 'x\n', run: '#!/bin/sh\n', same: 's\n' });
    rmSync(join(made.workspace, 'gone'));
    chmodSync(join(made.workspace, 'run'), 0o755);
    writeFiles(made.workspace, {
      edit: '2\r\n',
      'new/deep/file': '',
      bin: Uint8Array.from([0, 1, 2, 255]),
      link: { link: '/etc/passwd' },
    });

    const outcome = await made.capture();

    expect(changesOf(outcome)).toEqual([
      'A bin',
      'M edit',
      'D gone',
      'A link',
      'A new/deep/file',
      'M run',
    ]);
    const { set, patch } = candidateOf(outcome);
    expect(CandidatePatchSet.parse(set)).toMatchObject({
      status: 'captured',
      baseSha: made.base.commit,
      subject: { kind: 'sandbox-generated', sandboxExecutionId: 'sandbox-1' },
      patchSha256: sha256Hex(patch),
    });
    expect(outcome.evidence).toMatchObject([{ kind: 'diff', producer: 'capture', content: patch }]);
    expect(outcome.detail).toBe('6 files, +2 -2');
  });

  it('is empty when nothing changed', async () => {
    const made = scratch({ a: 'a', 'b/c': 'c', l: { link: 'a' }, x: { exec: 'x' } });

    const { set, patch } = candidateOf(await made.capture());

    expect(set).toMatchObject({ status: 'empty', resultTree: made.base.tree, changes: [] });
    expect(patch).toHaveLength(0);
  });

  it('leaves out ignored files, by the rules of the work tree, nested ones too', async () => {
    const made = scratch({ '.gitignore': 'node_modules/\n*.log\n', tracked: 't', 'old.log': 'o' });
    writeFiles(made.workspace, {
      'node_modules/left/pad.js': 'x',
      'node_modules/left/.git/config': 'x',
      'run.log': 'x',
      'old.log': 'tracked, so it counts',
      'src/.gitignore': '!keep.log\n/out\n',
      'src/keep.log': 'x',
      'src/out/result': 'x',
      'src/a': 'a',
    });

    const outcome = await made.capture();

    expect(changesOf(outcome)).toEqual([
      'M old.log',
      'A src/.gitignore',
      'A src/a',
      'A src/keep.log',
    ]);
  });

  it('takes files turned folders, folders turned files and folders swapped for links', async () => {
    const made = scratch({ file: 'f', 'folder/x': 'x', 'swap/passwd': 'mine', 'b/c/d': 'd' });
    const at = (name: string) => join(made.workspace, name);
    rmSync(at('file'));
    rmSync(at('folder'), { recursive: true });
    renameSync(at('swap'), at('b/moved'));
    writeFiles(made.workspace, { 'file/inside': 'i', folder: 'now a file' });
    symlinkSync('/etc', at('swap'));

    const outcome = await made.capture();

    expect(changesOf(outcome)).toEqual([
      'A b/moved/passwd',
      'D file',
      'A file/inside',
      'A folder',
      'D folder/x',
      'A swap',
      'D swap/passwd',
    ]);
  });

  it('does not mistake a submodule, empty or not checked out, for a change', async () => {
    const made = scratch({ a: 'a' }, { sub: '1'.repeat(40), absent: '2'.repeat(40) });
    mkdirSync(join(made.workspace, 'sub'));

    expect(candidateOf(await made.capture()).set.status).toBe('empty');
  });

  it('takes 5,000 files in deep folders', async () => {
    const made = scratch({ a: 'a' });
    writeFiles(
      made.workspace,
      Object.fromEntries(
        Array.from({ length: 5_000 }, (_, index) => [
          `d${index % 7}/e${index % 31}/f${index}`,
          `${index}\n`,
        ]),
      ),
    );

    const outcome = await made.capture({ budgets: { files: 5_000 } });
    expect(candidateOf(outcome).set.stats.filesChanged).toBe(5_000);
  });

  it('runs the collector with an absolute node and nothing of the agent in its environment', async () => {
    const made = scratch({ a: 'a' });
    const commands: unknown[] = [];

    await made.capture({ meddle: (command) => commands.push(command.argv[0], command.env) });

    const clean = { NODE_OPTIONS: '', NODE_PATH: '', LANG: 'C.UTF-8' };
    expect(commands).toEqual([process.execPath, clean, process.execPath, clean]);
  });
});

describe('capture refuses', () => {
  it('more than its limits, saying which', async () => {
    const made = scratch({ a: 'a' });
    writeFiles(made.workspace, { b: 'x'.repeat(100), c: 'c', 'd/.gitignore': 'x'.repeat(50) });

    const reasons = [
      await made.capture({ limits: { files: 2 } }),
      await made.capture({ limits: { contentBytes: 120 } }),
      await made.capture({ limits: { listedPaths: 2 } }),
      await made.capture({ limits: { ruleBytes: 40 } }),
    ].map(reasonOf);

    expect(reasons).toEqual([
      'The candidate touches 3 files; at most 2 are allowed.',
      'The candidate writes 151 bytes; at most 120 are allowed.',
      'More than 2 paths differ from the base, or its .gitignore files are too large.',
      expect.stringContaining('too large'),
    ]);
  });

  it('a file of ten gigabytes, without reading it', async () => {
    const made = scratch({ a: 'a' });
    writeFiles(made.workspace, { huge: '' });
    truncateSync(join(made.workspace, 'huge'), 10 * 1024 ** 3);

    expect(reasonOf(await made.capture())).toContain('writes 10737418240 bytes');
  });

  it('a changed file that nobody may read', async () => {
    const made = scratch({ a: 'a' });
    writeFiles(made.workspace, { [`${'d/'.repeat(5)}secret`]: 's' });
    const vanish = () => rmSync(join(made.workspace, 'd'), { recursive: true, force: true });

    const reason = reasonOf(await made.capture({ meddle: vanish }));

    expect(reason).toBe('The changed file "d/d/d/d/d/secret" could not be read (ENOENT).');
  });

  const forgeries: readonly (readonly [string, string, string | Uint8Array])[] = [
    ['a list without its end', 'listing', '{"k":"deleted","p":"YQ=="}\n'],
    ['an empty list', 'listing', ''],
    ['a list that is cut', 'listing', '{"end":true,"count":0,"comp'],
    ['a list that is not JSON', 'listing', 'hello\n{"end":true,"count":1,"complete":true}\n'],
    ['a list that is not UTF-8', 'listing', Uint8Array.from([0xff, 0x0a])],
    ['a wrong count', 'listing', '{"end":true,"count":7,"complete":true}\n'],
    [
      'an unknown kind',
      'listing',
      '{"k":"magic","p":"YQ=="}\n{"end":true,"count":1,"complete":true}\n',
    ],
    [
      'an unknown mode',
      'listing',
      '{"k":"file","p":"YQ==","m":"160000","s":1}\n{"end":true,"count":1,"complete":true}\n',
    ],
    [
      'a path that is not base64',
      'listing',
      '{"k":"deleted","p":"*?=="}\n{"end":true,"count":1,"complete":true}\n',
    ],
    [
      'another spelling of base64',
      'listing',
      '{"k":"deleted","p":"YR=="}\n{"end":true,"count":1,"complete":true}\n',
    ],
    [
      'a path twice',
      'listing',
      '{"k":"deleted","p":"YQ=="}\n{"k":"deleted","p":"YQ=="}\n{"end":true,"count":2,"complete":true}\n',
    ],
    ['deep JSON', 'listing', `${'['.repeat(100_000)}\n`],
    [
      'a deletion of what is not there',
      'listing',
      '{"k":"deleted","p":"enp6"}\n{"end":true,"count":1,"complete":true}\n',
    ],
    ['rules without their end', 'rules', ''],
    ['frames without their end', 'frames', '{"p":"bmV3","m":"100644","s":1}\nx'],
    ['a frame longer than the file', 'frames', '{"p":"bmV3","m":"100644","s":9999999}\nx'],
    ['fewer frames than asked', 'frames', '{"end":true,"count":0,"complete":true}\n'],
    [
      'a frame for another path',
      'frames',
      '{"p":"YQ==","m":"100644","s":1}\nx{"end":true,"count":1,"complete":true}\n',
    ],
    [
      'a frame of another mode',
      'frames',
      '{"p":"bmV3","m":"120000","s":1}\nx{"end":true,"count":1,"complete":true}\n',
    ],
    [
      'bytes after the end',
      'frames',
      '{"p":"bmV3","m":"100644","s":1}\nx{"end":true,"count":1,"complete":true}\nmore',
    ],
    [
      'a file that could not be read',
      'frames',
      '{"p":"bmV3","e":"EACCES"}\n{"end":true,"count":1,"complete":true}\n',
    ],
    ['a header without end', 'frames', new Uint8Array(100_000)],
  ];

  it.each(forgeries)('%s', async (_about, part, content) => {
    const made = scratch({ a: 'a' });
    writeFiles(made.workspace, { new: 'x' });
    const forge = (argv: readonly string[]) => {
      const path = argv.find((argument) => argument.endsWith(`-${part}`));
      if (path) writeFileSync(path, content);
    };

    const outcome = await made.capture({ meddle: (command) => forge(command.argv) });

    expect(outcome).toMatchObject({ stop: { state: 'failed', category: 'capture-refused' } });
    expect(reasonOf(outcome)).toMatch(/^[\x20-\x7e]+\.$/);
  });
});
