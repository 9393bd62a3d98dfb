import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { annotationsOf } from '../../../action/core/report/finding-annotations.ts';
import { createGitHubFeedback } from '../../../action/plugins/github/feedback.ts';
import { sampleRepository } from './sample-marker.ts';
import { type ScriptedGitHub, startScripted } from './scripted-github.ts';

let github: ScriptedGitHub | undefined;

afterEach(async () => {
  await github?.stop();
});

const headSha = 'a'.repeat(40);
const runId = 'run-0123456789abcdef';

function checkJson(annotationsCount: number) {
  return {
    id: 5,
    name: 'PatchPlane',
    external_id: runId,
    html_url: 'https://github.example/5',
    head_sha: headSha,
    output: { annotations_count: annotationsCount },
  };
}

/** GitHub with a check that has this many annotations; none at all where undefined. */
async function withCheck(annotationsCount: number | undefined) {
  const standing = annotationsCount === undefined ? [] : [checkJson(annotationsCount)];
  github = await startScripted(({ method }) => ({
    json: method === 'GET' ? { check_runs: standing } : checkJson(0),
  }));
  return github;
}

const Sent = z.object({
  status: z.string().optional(),
  conclusion: z.string().optional(),
  output: z.object({
    annotations: z.array(z.object({ start_line: z.number(), path: z.string() })).default([]),
  }),
});

/** The lines of the annotations in each request that wrote the check. */
function sent(bodies: readonly unknown[]): number[][] {
  return bodies
    .filter((body) => body !== undefined)
    .map((body) => Sent.parse(body).output.annotations.map(({ start_line: line }) => line));
}

function findings(count: number) {
  return Array.from({ length: count }, (_, at) => ({
    severity: 'high' as const,
    category: 'security' as const,
    message: `Finding ${at}`,
    path: 'src/page.js',
    startLine: at + 1,
  }));
}

async function publish(options: ScriptedGitHub['options'], count: number) {
  return createGitHubFeedback(options).publishCheck(sampleRepository, {
    headSha,
    runId,
    title: 'Blocked by policy',
    summary: 'Summary',
    conclusion: 'failure',
    annotations: annotationsOf(findings(count)),
  });
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, at) => from + at);
}

describe('[GHB-19] annotations of the check', () => {
  it.each([
    [0, [[]]],
    [1, [[1]]],
    [50, [range(1, 50)]],
    [51, [range(1, 50), [51]]],
    [120, [range(1, 50), range(51, 100), range(101, 120)]],
  ])('%i in batches of 50', async (count, batches) => {
    const { options, bodies } = await withCheck(undefined);
    await publish(options, count);
    expect(sent(bodies())).toEqual(batches);
  });

  it('every batch leaves the check concluded', async () => {
    const { options, bodies } = await withCheck(undefined);
    await publish(options, 101);
    const written = bodies().filter((body) => body !== undefined);
    expect(written.map((body) => Sent.parse(body).conclusion)).toEqual(Array(3).fill('failure'));
  });

  it('what is there already is not sent again: GitHub would show it twice', async () => {
    const { options, bodies } = await withCheck(60);
    await publish(options, 70);
    expect(sent(bodies())).toEqual([range(61, 70)]);
  });

  it('carries path, lines, level and plain text', () => {
    const [first] = findings(1);
    expect(
      annotationsOf([
        {
          ...first,
          severity: 'medium',
          category: 'style',
          message: 'a\u202eb',
          startLine: 3,
          endLine: 4,
          path: 'x',
        },
        { severity: 'info', category: 'style', message: 'no line', path: 'x' },
        { severity: 'info', category: 'style', message: 'no path', startLine: 1 },
      ]),
    ).toEqual([
      {
        path: 'x',
        startLine: 3,
        endLine: 4,
        level: 'warning',
        title: 'medium · style',
        message: 'a\\u{202e}b',
      },
    ]);
  });
});
