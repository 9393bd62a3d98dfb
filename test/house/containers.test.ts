import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { z } from 'zod';
import { everyVariable } from './known-variables.ts';
import { read, root } from './tree.ts';

const dockerfile = read('examples/docker/Dockerfile');
/** Instructions, each on one line. */
const layers = dockerfile
  .replaceAll(/\\\n/g, ' ')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .map((line) => {
    const [instruction = '', ...rest] = line.split(' ');
    return { instruction, text: rest.join(' ').trim() };
  });
const of = (instruction: string) =>
  layers.filter((layer) => layer.instruction === instruction).map(({ text }) => text);

const image = mkdtempSync(join(tmpdir(), 'patchplane-image-'));
afterAll(() => rmSync(image, { recursive: true, force: true }));

/** A command of a layer with the image's folders in this one; the machine's node and git stay. */
function runLayer(command: string, folder = join(image, 'opt/patchplane')): string {
  const here = command
    .replaceAll('/opt/patchplane', join(image, 'opt/patchplane'))
    .replaceAll('/usr/local/bin', join(image, 'usr/local/bin'));
  const path = `${join(image, 'usr/local/bin')}:${dirname(process.execPath)}:/usr/bin:/bin`;
  const env = { PATH: path, HOME: image, AI_REVIEW_PROVIDER: 'mock' };
  return execFileSync('sh', ['-c', here], { cwd: folder, encoding: 'utf8', env });
}

describe('the container image', () => {
  it('[OPM-12] [OPM-13] has a base that exists for both architectures, and names no other', () => {
    expect(of('FROM')).toEqual(['node:24-bookworm-slim']);
    expect(dockerfile).toContain('linux/amd64,linux/arm64');
    expect(dockerfile).not.toMatch(/\b(x86_64|aarch64|TARGETARCH)\b|curl|wget|npm (ci|install)/);
  });

  it('[OPM-05] runs as nobody special, in a folder that is mounted', () => {
    expect(of('USER')).toEqual(['node']);
    expect(of('WORKDIR').at(-1)).toBe('/workspace');
    expect([of('ENTRYPOINT'), of('CMD')]).toEqual([['["patchplane"]'], ['["review"]']]);
  });

  it('[OPM-04] its layers, one after the other, make a program that reviews', () => {
    const home = join(image, 'opt/patchplane');
    mkdirSync(join(image, 'usr/local/bin'), { recursive: true });
    for (const text of of('COPY')) {
      const parts = text.split(' ');
      const target = join(home, parts.at(-1) ?? '');
      for (const source of parts.slice(0, -1)) {
        expect([source, existsSync(join(root, source))]).toEqual([source, true]);
        const to = target.endsWith('/') || parts.length > 2 ? join(target, source) : target;
        cpSync(join(root, source), to, { recursive: true });
      }
    }
    for (const command of of('RUN').filter((command) => !command.startsWith('apt-get')))
      runLayer(command);
    const work = mkdtempSync(join(image, 'workspace-'));
    const git = 'git -c user.name=n -c user.email=e@example.com';
    runLayer(`git init -q . && ${git} commit -q --allow-empty -m x && echo hi > a.txt`, work);

    runLayer('patchplane review', work);
    expect(existsSync(join(work, '.ai-review', 'ai-review.json'))).toBe(true);
    expect(existsSync(join(work, '.ai-review', 'gl-code-quality-report.json'))).toBe(true);
  });
});

const Job = z.object({
  image: z.object({ name: z.string(), entrypoint: z.array(z.string()) }),
  rules: z.array(z.object({ if: z.string() })),
  variables: z.record(z.string(), z.string()),
  script: z.array(z.string()),
  artifacts: z.object({
    when: z.string(),
    paths: z.array(z.string()),
    reports: z.object({ codequality: z.string() }),
  }),
});
const Pipeline = z.looseObject({ 'ai-review': Job });
const Component = z.object({
  spec: z.object({
    inputs: z.record(
      z.string(),
      z.object({
        default: z.string().optional(),
        description: z.string().optional(),
        options: z.array(z.string()).optional(),
      }),
    ),
  }),
});

const documents = (path: string) =>
  parseAllDocuments(read(path)).map((document) => document.toJS());
const plain = 'examples/gitlab/.gitlab-ci.yml';
const template = 'examples/gitlab/templates/ai-review.yml';

describe.each([plain, template])('%s', (path) => {
  const { 'ai-review': job } = Pipeline.parse(documents(path).at(-1));

  it('[OPM-02] reviews merge requests, and begins with artifacts alone', () => {
    const [component] = documents(path);
    const inputs = path === template ? Component.parse(component).spec.inputs : {};
    const mode = inputs['feedback-mode']?.default ?? job.variables['AI_REVIEW_FEEDBACK_MODE'];

    expect(job.rules).toEqual([{ if: '$CI_PIPELINE_SOURCE == "merge_request_event"' }]);
    expect(job.script).toEqual(['patchplane review']);
    expect(mode).toBe('artifact-only');
  });

  it('gives variables that are read, and no secret', () => {
    const names = Object.keys(job.variables).filter((name) => name !== 'GIT_DEPTH');
    const known = everyVariable();

    expect(names.filter((name) => !known.has(name))).toEqual([]);
    expect(names.filter((name) => /TOKEN|KEY/.test(name))).toEqual([]);
  });

  it('[ART-05] [DOC-40] keeps the artifacts, of a failed job too, and shows Code Quality', () => {
    expect(job.artifacts).toEqual({
      when: 'always',
      paths: ['.ai-review/'],
      reports: { codequality: '.ai-review/gl-code-quality-report.json' },
    });
  });
});

describe('the CI/CD component', () => {
  it('uses every input that it has, and no other', () => {
    const [component] = documents(template);
    const used = [...read(template).matchAll(/\$\[\[ inputs\.([a-z-]+) \]\]/g)];

    expect([...new Set(used.map((match) => match[1]))].sort()).toEqual(
      Object.keys(Component.parse(component).spec.inputs).sort(),
    );
  });
});
