import { describe, expect, it } from 'vitest';
import { filesUnder, read } from './tree.ts';
import { workflowPaths } from './workflow-files.ts';

const files = ['action.yml', ...workflowPaths];

/** The official actions that are used, at commits that their own repositories have a tag for. */
const pins = new Map([
  ['actions/checkout', '3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1'],
  ['actions/setup-node', '820762786026740c76f36085b0efc47a31fe5020 # v7.0.0'],
  ['actions/upload-artifact', 'bbbca2ddaa5d8feaa63e36b76fdaad77386f024f # v7.0.0'],
]);

describe('what runs beside our own code', () => {
  it.each(files)('%s uses official actions by commit, and says the version', (path) => {
    for (const [, name = '', ref] of read(path).matchAll(/^[\s-]*uses: ([^@\s]+)@(.+)$/gm)) {
      if (name === 'patchplane/action') continue;
      expect(ref).toMatch(/^[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
      expect(ref).toBe(pins.get(name));
    }
  });

  it.each(files)('%s suppresses no finding without saying why', (path) => {
    for (const [line] of read(path).matchAll(/^.*(zizmor: |shellcheck disable|yamllint).*$/gm))
      expect(line).toMatch(/# zizmor: ignore\[[a-z-]+\] \S+ \S+ \S+/);
  });

  it('no linter is told elsewhere to look away', () => {
    const settings = filesUnder('.').filter((path) => /(zizmor|actionlint)\.ya?ml$/.test(path));

    expect(settings).toEqual([]);
  });
});
