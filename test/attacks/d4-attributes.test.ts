import { Buffer } from 'node:buffer';
import { afterEach, describe, expect, it } from 'vitest';
import {
  type CaptureScratch,
  candidateOf,
  changesOf,
  createCaptureScratch,
} from '../core/capture/capture-scratch.ts';
import { type Files, ordinaryGit, writeFiles } from '../plugins/git/scratch-repository.ts';

const scratches: CaptureScratch[] = [];
afterEach(() => {
  for (const scratch of scratches.splice(0)) scratch.remove();
});

function scratch(files: Files): CaptureScratch {
  const made = createCaptureScratch(files);
  scratches.push(made);
  return made;
}

const hiding = [
  '* -diff',
  '*.txt binary',
  '*.crlf text eol=lf',
  '*.wide working-tree-encoding=UTF-16',
  '*.sec filter=evil diff=evil',
  '*.id ident',
].join('\n');

describe('[D4] attributes change neither bytes nor what is shown', () => {
  const contents = {
    'a.txt': 'shown\n',
    'b.crlf': 'one\r\ntwo\r\n',
    'c.wide': Buffer.from('\ufeffwide', 'utf16le'),
    'd.sec': 'secret\n',
    'e.id': '$Id: forged $\n',
  };

  it('put there by the agent', async () => {
    const made = scratch({ 'old.txt': '1\n' });
    writeFiles(made.workspace, { ...contents, '.gitattributes': hiding, 'old.txt': '2\n' });
    ordinaryGit(made.root)(made.workspace, 'config', 'filter.evil.clean', 'touch /tmp/pwned; cat');

    const { set, patch } = candidateOf(await made.capture());

    const trusted = await made.open();
    const again = await trusted.applyPatch(patch);
    const shown = new TextDecoder().decode(patch);
    expect(set.changes).toHaveLength(7);
    expect(shown).toContain('+shown\n');
    expect(shown).toContain('+one\r\n+two\r\n');
    expect(shown).toContain('-1\n+2\n');
    expect(shown).toContain('+$Id: forged $\n');
    expect(again).toMatchObject({ derived: { resultTree: set.resultTree } });
    for (const [path, content] of Object.entries(contents)) {
      const blob = set.changes.find((change) => change.path === path)?.newBlob ?? '';
      expect(await blobIn(trusted, made, set.resultTree, path)).toEqual(Buffer.from(content));
      expect(blob).toMatch(/^[0-9a-f]{40}$/);
    }
    await trusted.close();
  });

  it('already in the base: edits are still shown as text', async () => {
    const made = scratch({ '.gitattributes': hiding, 'a.txt': 'before\n', 'b.crlf': 'x\n' });
    writeFiles(made.workspace, { 'a.txt': 'after\n', 'b.crlf': 'x\r\n' });

    const outcome = await made.capture();

    const shown = new TextDecoder().decode(candidateOf(outcome).patch);
    expect(changesOf(outcome)).toEqual(['M a.txt', 'M b.crlf']);
    expect(shown).toContain('-before\n+after\n');
    expect(shown).toContain('-x\n+x\r\n');
    expect(
      Buffer.compare(
        candidateOf(outcome).patch,
        made.independentPatch(candidateOf(outcome).set.resultTree),
      ),
    ).toBe(0);
  });
});

async function blobIn(
  trusted: Awaited<ReturnType<CaptureScratch['open']>>,
  made: CaptureScratch,
  tree: string,
  path: string,
): Promise<Buffer> {
  const listed = ordinaryGit(made.root)(
    made.workspace,
    'ls-tree',
    tree,
    path,
    made.objects(),
  ).toString();
  return Buffer.from(await trusted.readBlob(listed.split(/\s/)[2] ?? ''));
}
