import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { FindingsReport } from '../../action/domain/ai-review.ts';
import { root } from '../house/tree.ts';
import { createWorkTree, type WorkTree } from '../plugins/git/work-tree/work-tree.ts';

const rubbish: { remove(): unknown }[] = [];
afterEach(async () => {
  for (const { remove } of rubbish.splice(0)) await remove();
});

function changedRepository(): WorkTree {
  const tree = createWorkTree({ 'src/a.ts': 'one\n' });
  rubbish.push(tree);
  tree.write('src/a.ts', 'one\ntwo\n');
  return tree;
}

/** `patchplane review` as a person starts it in a repository. */
function review(
  { folder }: Pick<WorkTree, 'folder'>,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<{ readonly code: number; readonly out: string; readonly err: string }> {
  const argv = [join(root, 'action', 'entry', 'cli.ts'), 'review', ...args];
  const env = {
    PATH: process.env['PATH'] ?? '',
    HOME: folder,
    NODE_NO_WARNINGS: '1',
    ...environment,
  };
  return new Promise((done) => {
    const child = execFile(process.execPath, argv, { cwd: folder, env }, (_error, out, err) =>
      done({ code: child.exitCode ?? -1, out, err }),
    );
  });
}

function reportIn({ folder }: WorkTree, dir = '.ai-review'): FindingsReport {
  return FindingsReport.parse(
    JSON.parse(readFileSync(join(folder, dir, 'ai-review.json'), 'utf8')),
  );
}

describe('patchplane review', () => {
  it('[OPM-04] [DOC-37] reviews a work tree, and the artifacts of last time are nobody’s change', async () => {
    const tree = changedRepository();
    for (const _time of [1, 2]) {
      const { code, out, err } = await review(tree, ['--provider', 'mock', '--html-report']);
      expect([code, err]).toEqual([0, '']);
      expect(out).toContain('Diff: 1 files, +1 -0.');
    }
    expect(reportIn(tree).meta).toMatchObject({ mode: 'working-tree', diff_stats: { files: 1 } });
    expect(existsSync(join(tree.folder, '.ai-review/ai-review.html'))).toBe(true);
  });

  it.each([
    ['a word that is none', ['--mode', 'nix'], {}, 2, /^CONFIG_ERROR: --mode is "nix"/],
    [
      'a malformed allow list',
      [],
      { AI_REVIEW_PROVIDER_ALLOWLIST_BASE_URLS: 'nope' },
      2,
      /^CONFIG_ERROR: /,
    ],
    ['openai without an address', ['--provider', 'openai'], {}, 4, /^OPENAI_CONFIG_ERROR\[/],
    [
      'a branch without a base',
      ['--mode', 'branch', '--provider', 'mock'],
      {},
      4,
      /^DIFF_CONTEXT_ERROR\[BASE_REF_MISSING\]/,
    ],
    [
      'a base that is not there',
      ['--base-ref', 'nowhere', '--provider', 'mock'],
      {},
      4,
      /^DIFF_CONTEXT_ERROR\[BASE_REF_UNKNOWN\]/,
    ],
  ])('%s writes nothing', async (_what, args, environment, expected, line) => {
    const tree = changedRepository();
    const { code, err } = await review(tree, args, environment);
    expect(code).toBe(expected);
    expect(err).toMatch(line);
    expect(existsSync(join(tree.folder, '.ai-review'))).toBe(false);
  });

  it.each([
    [
      'a limit',
      ['--max-diff-bytes', '1', '--provider', 'mock'],
      5,
      /^DIFF_EXTRACTION_ERROR\[MAX_DIFF_BYTES_EXCEEDED\]/,
    ],
    [
      'no limit at all',
      ['--max-files', 'many', '--provider', 'mock'],
      5,
      /^DIFF_EXTRACTION_ERROR\[INVALID_LIMIT\]/,
    ],
    ['the trust gate', [], 11, /^TRUST_ALLOWLIST_EMPTY/],
  ])('%s ends it, with artifacts', async (_what, args, expected, line) => {
    const tree = changedRepository();
    const { code, err } = await review(tree, args);
    expect(code).toBe(expected);
    expect(err).toMatch(line);
    expect(reportIn(tree).findings).toEqual([]);
    const quality = readFileSync(
      join(tree.folder, '.ai-review/gl-code-quality-report.json'),
      'utf8',
    );
    expect(JSON.parse(quality)).toEqual([]);
  });

  it('a diff of exactly the limit is reviewed, one byte less of a limit is not', async () => {
    const tree = changedRepository();
    tree.git('add', '-A');
    const size = Buffer.byteLength(tree.git('diff', '--cached'));
    const limited = (bytes: number) =>
      review(tree, ['--mode', 'staged', '--provider', 'mock', '--max-diff-bytes', String(bytes)]);
    expect((await limited(size)).code).toBe(0);
    expect((await limited(size - 1)).code).toBe(5);
  });

  it('asks the endpoint that is allowed, at its own address, and fails the gate by what it says', async () => {
    const tree = changedRepository();
    const asked: string[] = [];
    const url = await modelServer(asked);
    const environment = {
      AI_REVIEW_PROVIDER: 'openai',
      OPENAI_BASE_URL: url,
      OPENAI_API_KEY: 'not-a-real-key-0123456789',
      AI_REVIEW_PROVIDER_ALLOWLIST_BASE_URLS: url,
      AI_REVIEW_FAIL_ON: 'high',
    };
    const { code, err } = await review(tree, ['--json'], environment);
    expect([code, err]).toEqual([10, expect.stringContaining('EXIT_REASON[FAIL_ON_HIGH]')]);
    expect(asked).toEqual(['/v1/chat/completions']);
    expect(reportIn(tree).findings).toMatchObject([{ file: 'src/a.ts', line_start: 2 }]);
    const refused = await review(tree, [], { ...environment, OPENAI_BASE_URL: `${url}/other` });
    expect([refused.code, asked.length]).toEqual([11, 1]);
  });

  it('[DOC-09] in CI the rules are those of the base, and the change can not bring its own', async () => {
    const tree = createWorkTree({
      '.ai-review.yml': 'version: 1\ndefaults:\n  fail_on: high\n',
      a: '1\n',
    });
    rubbish.push(tree);
    const base = tree.git('rev-parse', 'HEAD').trim();
    tree.write('.ai-review.yml', 'version: 1\ndefaults:\n  exclude_globs: ["**"]\n');
    tree.write('a', '2\n');
    const head = tree.commit('change');
    const event = join(tree.folder, '..', 'event.json');
    const repo = { id: 1 };
    writeFileSync(
      event,
      JSON.stringify({
        pull_request: { number: 7, base: { sha: base, repo }, head: { sha: head, repo } },
      }),
    );
    const ci = {
      GITHUB_ACTIONS: 'true',
      GITHUB_EVENT_NAME: 'pull_request',
      GITHUB_EVENT_PATH: event,
    };

    const { code } = await review(tree, ['--provider', 'mock'], ci);

    expect(code).toBe(0);
    expect(reportIn(tree).meta).toMatchObject({
      mode: 'pr',
      base_sha: base,
      head_sha: head,
      limits: { files_excluded_count: 0, files_in_scope_count: 2 },
    });
    // On a person's own machine it is the file that they see.
    await review(tree, ['--provider', 'mock', '--base-ref', base]);
    expect(reportIn(tree).meta.limits).toMatchObject({ files_excluded_count: 2 });
  });

  it('a file of rules that is wrong ends it with its key', async () => {
    const tree = changedRepository();
    tree.write(
      '.ai-review.yml',
      'version: 1\nreview:\n  rules:\n    - id: "a b"\n      instruction: x\n',
    );
    const { code, err } = await review(tree, ['--provider', 'mock']);
    expect(code).toBe(2);
    expect(err).toMatch(/^CONFIG_ERROR: \.ai-review\.yml: review\.rules\.0\.id: needs 1 to 128/);
    tree.write('.ai-review.yml', 'version: 1\nversion: 1\n');
    expect((await review(tree, ['--provider', 'mock'])).err).toMatch(/line 2 is not YAML/);
  });

  it('[SCH-01] prints the schema, and renders a stored payload again with unknown keys kept', async () => {
    const tree = changedRepository();
    const printed = await review(tree, ['--print-schema']);
    expect(JSON.parse(printed.out)).toMatchObject({ title: 'ai-review.json' });

    await review(tree, ['--provider', 'mock']);
    const stored = { ...reportIn(tree) };
    const payload = { ...stored, meta: { ...stored.meta, vendor: { kept: true } } };
    mkdirSync(join(tree.folder, 'stored'));
    writeFileSync(join(tree.folder, 'stored', 'ai-review.json'), JSON.stringify(payload));
    const { code } = await review(tree, [
      'render',
      '--from',
      'stored/ai-review.json',
      '--out',
      'again',
    ]);
    expect(code).toBe(0);
    expect(reportIn(tree, 'again')).toEqual(payload);
    for (const name of [
      'ai-review.md',
      'ai-review.html',
      'ai-review.sarif',
      'gl-code-quality-report.json',
    ])
      expect(existsSync(join(tree.folder, 'again', name))).toBe(true);

    writeFileSync(
      join(tree.folder, 'stored', 'ai-review.json'),
      JSON.stringify({ ...payload, extra: 1 }),
    );
    const refused = await review(tree, [
      'render',
      '--from',
      'stored/ai-review.json',
      '--out',
      'no',
    ]);
    expect([refused.code, existsSync(join(tree.folder, 'no'))]).toEqual([2, false]);
    expect(refused.err).toMatch(/^CONFIG_ERROR: --from is no ai-review\.json/);
  });
});

/** An OpenAI-compatible server that finds one thing, and notes what it was asked at. */
async function modelServer(asked: string[]): Promise<string> {
  const finding = {
    severity: 'high',
    category: 'correctness',
    file: 'src/a.ts',
    line_start: 2,
    line_end: 2,
    title: 'Two',
    description: 'It says two.',
    recommendation: 'Say one.',
    confidence: 0.9,
    suggested_patch: null,
  };
  const content = JSON.stringify({
    summary: { overall_risk: 'high', top_issues: ['two'] },
    findings: [finding],
  });
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    request.resume().on('end', () => {
      response.setHeader('content-type', 'application/json');
      response.end(
        JSON.stringify({
          id: 'c1',
          object: 'chat.completion',
          created: 1,
          model: 'm',
          choices: [{ index: 0, finish_reason: 'stop', message: { role: 'assistant', content } }],
          usage: { prompt_tokens: 10, completion_tokens: 5, total_tokens: 15 },
        }),
      );
    });
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  rubbish.push({ remove: () => server.close() });
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  return `http://127.0.0.1:${port}/v1`;
}
