import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { entryPoints } from '../../approval-app/server/entry-points.ts';
import { root } from '../house/tree.ts';

const app = join(root, 'approval-app', 'app');

/** Everything that Next serves, as the files say it: whatever is there can be asked for. */
describe('[SEC-13] the ways into the server', () => {
  it('are in one table, all of them and no other', () => {
    const served = [...routes(), ...pages(), ...actions()];

    expect(served.length).toBeGreaterThan(30);
    expect([...new Set(served)].sort()).toEqual(entryPoints.map(({ name }) => name).sort());
    expect(new Set(served).size).toBe(served.length);
  });

  it('are each limited, and what changes something has to come from a page of ours', () => {
    for (const { name, perMinute, changes, proof, needs } of entryPoints) {
      expect(perMinute, name).toBeGreaterThan(0);
      const isOfPeople = proof === 'session';
      const isChange = name.startsWith('action ') || (name.startsWith('POST ') && isOfPeople);
      expect(changes, name).toBe(isChange);
      if (isOfPeople && !isOfEverybody.includes(name)) expect(needs, name).toBeDefined();
      if (!isOfPeople) expect(needs, name).toBeUndefined();
    }
  });

  it('a route file takes its handler by its own name', () => {
    for (const { file, names } of routeFiles()) {
      const text = readFileSync(file, 'utf8');
      const asked = [...text.matchAll(/serve(?:Machine)?\('([^']+)'\)/g)].map(([, name]) => name);
      if (asked.length > 0) expect(asked, file).toEqual(names);
    }
  });
});

/** Whoever is signed in may end their session, and choose another of their organisations. */
const isOfEverybody = ['action signOutOfHere', 'action switchOrganisation'];

function routeFiles() {
  return filesNamed('route.ts').map((file) => {
    const methods = [
      ...readFileSync(file, 'utf8').matchAll(
        /^export (?:const|async function|function) (GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)\b/gm,
      ),
    ].map(([, method]) => method);
    return { file, names: methods.map((method) => `${method} ${addressOf(file)}`) };
  });
}

function routes(): string[] {
  return routeFiles().flatMap(({ names }) => names);
}

function pages(): string[] {
  return filesNamed('page.tsx').map((file) => `page ${addressOf(file)}`);
}

function actions(): string[] {
  return files(app)
    .filter((file) => /\.tsx?$/.test(file))
    .flatMap((file) => {
      const text = readFileSync(file, 'utf8');
      if (!/^\s*['"]use server['"]/m.test(text)) return [];
      return [...text.matchAll(/^export (?:async function|const) (\w+)/gm)].map(
        ([, name]) => `action ${name}`,
      );
    });
}

/** `app/(house)/runs/[id]/page.tsx` is `/runs/:id`. */
function addressOf(file: string): string {
  const parts = relative(app, file).split('/').slice(0, -1);
  const named = parts
    .filter((part) => !/^\(.*\)$/.test(part))
    .map((part) => part.replace(/^\[(?:\.\.\.)?(.+)\]$/, ':$1'));
  return `/${named.join('/')}`;
}

function filesNamed(name: string): string[] {
  return files(app).filter((file) => file.endsWith(`/${name}`));
}

function files(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}
