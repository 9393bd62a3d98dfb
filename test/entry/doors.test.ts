import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderWith, snapshot } from '../cli/snapshot.ts';
import { root } from '../house/tree.ts';

describe('a door with a configuration that can not be used', () => {
  const doors: readonly (readonly [string, readonly string[]])[] = [
    ['propose', ['GITHUB_TOKEN', 'GITHUB_EVENT_PATH', 'CONVEX_URL', 'PATCHPLANE_AGENT_MODEL']],
    ['publish', ['GITHUB_TOKEN', 'GITHUB_EVENT_PATH', 'CONVEX_URL', 'PATCHPLANE_RUN_ID']],
  ];
  it.each(doors)(
    '[CFG-14] %s tells every problem, ends with 2 and leaves nothing',
    (door, names) => {
      const folder = folderWith();
      const done = spawnSync(process.execPath, [join(root, 'action', 'entry', `${door}.ts`)], {
        cwd: folder,
        env: {
          PATH: process.env['PATH'],
          NODE_NO_WARNINGS: '1',
          PATCHPLANE_APP_URL: 'https://app.example',
          PATCHPLANE_RUN_ID: 'run-of-somebody',
        },
        encoding: 'utf8',
      });

      for (const name of names) expect(done.stderr).toContain(`\n- ${name} `);
      expect(done.stderr).not.toContain('run-of-somebody');
      expect([done.status, done.stdout]).toEqual([2, '']);
      expect(snapshot(folder)).toEqual({});
    },
  );
});
