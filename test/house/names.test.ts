import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { analyticsEvents } from '../../action/core/services/analytics-service.ts';
import { spanNames } from '../../action/core/services/telemetry-service.ts';
import { Permission } from '../../action/domain/permission.ts';

const root = resolve(import.meta.dirname, '..', '..');
const list = (folder: string) => readdirSync(join(root, folder));
const read = (path: string) => readFileSync(join(root, path), 'utf8');

describe('names that others rely on', () => {
  it('[SPEC 7] every service has a file and an interface of its name', () => {
    const services = [
      'auth',
      'storage',
      'source-control',
      'github-webhook',
      'runtime',
      'sandbox',
      'artifacts',
      'model-gateway',
      'review',
      'policy',
      'telemetry',
      'analytics',
    ];
    const files = list('action/core/services');

    expect(services.filter((name) => !files.includes(`${name}-service.ts`))).toEqual([]);
  });

  it('[PKG-01] the top level holds what the layout says', () => {
    const folders = readdirSync(root, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
      .map((entry) => entry.name)
      .filter((name) => name !== 'node_modules' && name !== 'coverage');

    expect(folders.sort()).toEqual(['action', 'approval-app', 'dist', 'docs', 'examples', 'test']);
  });

  it('the span names of SPEC 13.1 and the analytics events of SPEC 13.2 are exported', () => {
    expect(spanNames).toHaveLength(12);
    expect(analyticsEvents).toHaveLength(7);
  });

  it('[DOM-05] permissions are the nine of the specification', () => {
    expect(Permission.options).toEqual([
      'workspace:view',
      'repo:connect',
      'prompt:create',
      'run:start',
      'run:interrupt',
      'review:create',
      'decision:approve',
      'decision:reject',
      'publication:create',
    ]);
  });

  it('[PRD-13] nothing merges a pull request', () => {
    const sources = readdirSync(join(root, 'action'), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
      .map((entry) => read(join(entry.parentPath, entry.name).slice(root.length + 1)));

    expect(
      sources.filter((text) => /pulls\.merge|mergePullRequest|\/merge\b['"`]/.test(text)),
    ).toEqual([]);
  });
});
