import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { analyticsEvents } from '../../action/domain/analytics-event.ts';
import { Permission } from '../../action/domain/permission.ts';
import { spanNames } from '../../action/domain/span.ts';
import { filesUnder, read, root } from './tree.ts';

const list = (folder: string) => readdirSync(join(root, folder));

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
    const sources = [...filesUnder('action'), ...filesUnder('approval-app')].filter((path) =>
      /\.(ts|mts|mjs)$/.test(path),
    );
    // Every way there is: REST, its client's names for it, GraphQL, and the stand-in's people.
    // The ref `refs/pull/N/merge`, which GitHub keeps for each pull request, is none of them.
    const merging =
      /\b(?:pulls|repos)\.merge\b|mergePull|enablePullRequestAutoMerge|\/pulls\/[^\n]*\/merge\b|(?:PUT|POST)\b[^\n]*\/merges?\b/;

    expect(sources.length).toBeGreaterThan(100);
    expect(sources.filter((path) => merging.test(read(path)))).toEqual([]);
  });
});
