import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findSecrets } from '../../action/core/policy/find-secrets.ts';
import { actionInputs } from '../../action/entry/action-inputs.ts';
import { coreEnvironment } from '../../action/entry/core-environment.ts';
import { pluginCatalog } from '../../action/entry/plugin-catalog.ts';
import { read, root } from '../house/tree.ts';

const ids = pluginCatalog.map(({ id }) => id);
const variables = [...coreEnvironment, ...pluginCatalog.flatMap(({ env }) => env)];
const names = variables.map(({ name }) => name);

describe('what plugins say of themselves', () => {
  it('[CLI-05] [CLI-07] every folder of plugins is in the catalog, by its name', () => {
    expect([...ids].sort()).toEqual(readdirSync(join(root, 'action', 'plugins')).sort());
  });

  it('[CLI-08] [CLI-11] each says what it provides, where, and from which rung', () => {
    for (const { provides, surfaces, description, name } of pluginCatalog) {
      expect([provides.length > 0, surfaces.length > 0]).toEqual([true, true]);
      expect(description).toMatch(/^[A-Z].*\.$/);
      expect(name).not.toBe('');
    }
  });

  it('[CLI-12] dependencies and conflicts lead to plugins, and conflicts go both ways', () => {
    for (const { id, dependsOn, conflictsWith } of pluginCatalog) {
      for (const other of [...dependsOn, ...conflictsWith]) expect(ids).toContain(other);
      expect(dependsOn.filter((other) => [...conflictsWith, id].includes(other))).toEqual([]);
      const against = pluginCatalog.filter((plugin) => plugin.conflictsWith.includes(id));
      expect(against.map((plugin) => plugin.id).sort()).toEqual([...conflictsWith].sort());
    }
  });

  it('[CLI-09] [CLI-10] every variable has one owner and a description', () => {
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
    for (const { description } of variables) expect(description).toMatch(/^[A-Z].*\.$/);
  });

  it('[CLI-09] every variable that the doors read is one of these, and none is left over', () => {
    const sources = readdirSync(join(root, 'action', 'entry'))
      .filter((name) => /(^|-)inputs\.ts$/.test(name) && !/^(action|finish)-/.test(name))
      .map((name) => read(join('action', 'entry', name)));
    const told = [...sources.join('\n').matchAll(/'([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)'/g)];
    const used = new Set(told.map((match) => match[1] ?? ''));
    // Read by `doctor`, by the action and by whoever finds the configuration file.
    const elsewhere = ['GITHUB_WORKSPACE'];

    expect([...used].filter((name) => !names.includes(name))).toEqual([]);
    expect(names.filter((name) => !used.has(name) && !elsewhere.includes(name))).toEqual([]);
  });

  it('every input of the action fills a variable of these', () => {
    expect(
      actionInputs.map(({ variable }) => variable).filter((name) => !names.includes(name)),
    ).toEqual([]);
  });

  it('[CFG-16] no description or default looks like somebody’s real value', () => {
    expect(findSecrets(JSON.stringify(pluginCatalog))).toEqual([]);
    expect(variables.filter((each) => each.secret && 'defaultValue' in each)).toEqual([]);
  });
});
