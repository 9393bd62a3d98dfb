import { NoOperationTraceWriter, parseWorkflow } from '@actions/workflow-parser';
import { describe, expect, it } from 'vitest';
import { actionInputs } from '../../action/entry/action-inputs.ts';
import { everyVariable } from './known-variables.ts';
import { read } from './tree.ts';
import {
  examplePaths,
  expression,
  type Job,
  readWorkflow,
  workflowPaths,
} from './workflow-files.ts';

const ours = 'patchplane/action@v1';

describe.each(workflowPaths)('%s', (path) => {
  const workflow = readWorkflow(path);
  const jobs = Object.entries(workflow.jobs);

  it('is a workflow by the grammar of GitHub itself', () => {
    const file = { name: path, content: read(path) };
    const { context } = parseWorkflow(file, new NoOperationTraceWriter());

    expect(context.errors.getErrors().map(({ message }) => message)).toEqual([]);
  });

  it('[GHB-15] gives nothing to all jobs, and to each what a comment explains', () => {
    expect(workflow.permissions).toEqual({});
    const granted = jobs.flatMap(([, { permissions }]) => Object.keys(permissions ?? {}));
    const explained = read(path).match(/^ {6}[a-z-]+: (read|write) # \S/gm) ?? [];

    expect(explained).toHaveLength(granted.length);
  });

  it('every job ends in time and does not run twice at once', () => {
    for (const [, job] of jobs) {
      expect(job['timeout-minutes']).toBeLessThanOrEqual(45);
      expect(job.concurrency?.group).toContain('${{');
    }
  });
});

describe.each(examplePaths)('%s', (path) => {
  const workflow = readWorkflow(path);
  const jobs: readonly [string, Job][] = Object.entries(workflow.jobs);
  const steps = jobs.flatMap(([, job]) => job.steps);
  const actions = steps.filter(({ uses }) => uses === ours);
  const others = steps.filter(({ uses }) => uses !== undefined && uses !== ours);
  // A review looks at a work tree, and nothing of that runs; everything else has no checkout.
  const besides = path.endsWith('/review.yml') ? /^actions\/(checkout|upload-artifact)@/ : /^$/;

  it('uses PatchPlane and nothing else, and gives it inputs that it has', () => {
    const inputs: readonly string[] = actionInputs.map(({ name }) => name);
    const given = actions.flatMap((step) => Object.keys(step.with));

    expect(others.filter(({ uses }) => !besides.test(uses ?? ''))).toEqual([]);
    expect(given.filter((name) => !inputs.includes(name))).toEqual([]);
  });

  it('gives variables that are read', () => {
    const known = everyVariable();
    const given = actions.flatMap((step) => Object.keys(step.env));

    expect(given.filter((name) => !known.has(name))).toEqual([]);
  });

  it('passes the kill switch wherever PatchPlane runs', () => {
    const without = actions.filter(
      (step) => step.with['kill-switch'] !== expression('vars.PATCHPLANE_KILL_SWITCH'),
    );

    expect(without).toEqual([]);
  });

  it('is explained in docs/workflows.md and named in examples/README.md', () => {
    const name = path.slice('examples/workflows/'.length);

    expect(read('docs/workflows.md')).toContain(`](../examples/workflows/${name})`);
    expect(read('examples/README.md')).toContain(`](workflows/${name})`);
  });

  it('[PKG-02] a job that can write code has no key of an agent, sandbox or model', () => {
    const writing = jobs.filter(([, { permissions }]) => permissions?.['contents'] === 'write');
    const keys = writing.flatMap(([, job]) => job.steps.flatMap((step) => Object.keys(step.env)));

    expect(
      keys.filter((name) => /DAYTONA|AGENT|MODEL_ROUTE|OPENAI|ANTHROPIC|CLOUDFLARE_API/.test(name)),
    ).toEqual([]);
  });
});
