import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseRepositoryConfig } from '../../action/core/workflows/provision/parse-repository-config.ts';
import { init } from '../../action/entry/cli/init-command.ts';
import { profiles } from '../../action/entry/cli/init-profiles.ts';
import { parseConfig } from '../../action/entry/config-file.ts';
import { refusalOf } from '../entry/refusal.ts';
import { read } from '../house/tree.ts';
import { folderWith, snapshot } from './snapshot.ts';
import { listen } from './surroundings.ts';

const packageRoot = folderWith({
  'examples/workflows/minimal.yml': 'name: minimal\n',
  'examples/workflows/daytona-r2.yml': 'name: daytona\n',
  'examples/workflows/full.yml': 'name: full\n',
  'examples/workflows/publish.yml': 'name: publish\n',
});

describe('patchplane init', () => {
  it('[CLI-01] writes workflow, policy, configuration and folders', () => {
    const folder = folderWith();
    const { surroundings, out } = listen(folder, { packageRoot });

    init(surroundings, { profile: 'github' });

    const files = snapshot(folder);
    expect(files['.github/workflows/patchplane.yml']).toBe('name: minimal\n');
    const repository = new TextEncoder().encode(files['.github/patchplane.yml'] ?? '');
    expect(parseRepositoryConfig(repository)).toMatchObject({ config: { version: 1 } });
    // What stands there as an example is one that is read, once the marks are taken off.
    const example = files['.github/patchplane.yml']?.replace(/^# (?=[a-z ]+[:-])/gm, '') ?? '';
    expect(parseRepositoryConfig(new TextEncoder().encode(example))).toMatchObject({
      config: { verification: { requirements: [{ key: 'unit' }] }, approvals: { required: 1 } },
    });
    expect(parseConfig(files['patchplane.config.json'] ?? '').version).toBe(1);
    expect(out()).toMatch(/written: \.github\/workflows\/patchplane\.yml/);
    expect(out()).toMatch(/gh secret set/);
  });

  it('[CFG-03] [CFG-04] .patchplane holds generated folders only, and git never sees them', () => {
    const folder = folderWith({ '.gitignore': 'node_modules' });

    init(listen(folder, { packageRoot }).surroundings, { profile: 'github' });

    const files = snapshot(folder);
    expect(files['.gitignore']).toBe('node_modules\n.patchplane/\n');
    expect(Object.keys(files).filter((path) => path.startsWith('.patchplane/'))).toEqual([
      '.patchplane/cache',
      '.patchplane/logs',
      '.patchplane/state',
    ]);
  });

  it('[CLI-01] keeps what is there, and says so', () => {
    const folder = folderWith({
      '.github/workflows/patchplane.yml': 'mine',
      'patchplane.config.json': '{"version":1}',
      '.gitignore': '.patchplane/\n',
    });
    const { surroundings, out } = listen(folder, { packageRoot });

    init(surroundings, { profile: 'daytona' });
    const once = snapshot(folder);
    init(surroundings, { profile: 'daytona' });

    expect(once).toMatchObject({
      '.github/workflows/patchplane.yml': 'mine',
      'patchplane.config.json': '{"version":1}',
      '.gitignore': '.patchplane/\n',
    });
    expect(snapshot(folder)).toEqual(once);
    expect(out()).toMatch(/kept: \.github\/workflows\/patchplane\.yml/);
  });

  it('--force replaces what is there, and never follows a link', () => {
    const elsewhere = folderWith({ 'precious.yml': 'precious' });
    const folder = folderWith({ 'patchplane.config.json': 'old' });
    mkdirSync(join(folder, '.github', 'workflows'), { recursive: true });
    symlinkSync(
      join(elsewhere, 'precious.yml'),
      join(folder, '.github', 'workflows', 'patchplane.yml'),
    );
    const { surroundings, out } = listen(folder, { packageRoot });

    init(surroundings, { profile: 'full', force: true });

    expect(snapshot(elsewhere)).toEqual({ 'precious.yml': 'precious' });
    expect(snapshot(folder)['.github/workflows/patchplane.yml']).toBe('name: full\n');
    expect(out()).toMatch(/replaced: patchplane\.config\.json/);
  });

  it.each(['github', 'daytona', 'full'] as const)(
    '[CLI-15] --dry-run of %s writes nothing',
    (profile) => {
      const folder = folderWith({ 'README.md': 'hello' });
      const before = snapshot(folder);
      const { surroundings, out } = listen(folder, { packageRoot });

      init(surroundings, { profile, dryRun: true });
      init(surroundings, { profile, dryRun: true, force: true });

      expect(snapshot(folder)).toEqual(before);
      expect(out()).toMatch(/would be written: patchplane\.config\.json/);
    },
  );

  it('names the secrets of a profile, from what the plugins say of themselves', () => {
    const { surroundings, out } = listen(folderWith(), { packageRoot, json: true });

    init(surroundings, { profile: 'full' });

    expect(JSON.parse(out())).toMatchObject({
      profile: 'full',
      settings: expect.arrayContaining([
        { name: 'DAYTONA_API_KEY', secret: true },
        { name: 'CONVEX_URL', secret: false },
        { name: 'CLOUDFLARE_R2_SECRET_ACCESS_KEY', secret: true },
      ]),
    });
  });

  it.each(['github', 'daytona', 'full'] as const)(
    'the workflows of %s are the examples, as they ship',
    (profile) => {
      const folder = folderWith();

      init(listen(folder).surroundings, { profile });

      const files = snapshot(folder);
      for (const { example, target } of profiles[profile].workflows)
        expect(files[target]).toBe(read(`examples/workflows/${example}`));
    },
  );

  it('a folder in the way is told', () => {
    const folder = folderWith({ 'patchplane.config.json/file': '' });

    expect(
      refusalOf(() => init(listen(folder, { packageRoot }).surroundings, { profile: 'github' })),
    ).toMatch(/patchplane\.config\.json is a folder/);
  });
});
