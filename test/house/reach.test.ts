import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, expectTypeOf, it } from 'vitest';
import type { ProposeServices } from '../../action/core/services/propose-services.ts';
import type { PublishServices } from '../../action/core/services/publish-services.ts';
import type { RuntimeService } from '../../action/core/services/runtime-service.ts';
import type { SandboxService } from '../../action/core/services/sandbox-service.ts';
import type {
  RepositoryWriter,
  TrustedRepository,
} from '../../action/core/services/source-control-service.ts';
import { read, root } from './tree.ts';

/** Every operation that one of these services offers. */
type Operations<Services> = { [Name in keyof Services]: keyof Services[Name] }[keyof Services];

describe('what each job can name', () => {
  it('[PKG-02] propose has no name for writing to a repository', () => {
    type Offered = Operations<ProposeServices> | keyof TrustedRepository;

    expectTypeOf<Extract<Offered, keyof RepositoryWriter>>().toBeNever();
    expectTypeOf<Extract<keyof RepositoryWriter, 'createBranch'>>().toEqualTypeOf<'createBranch'>();
  });

  it('[PKG-02] publish has no name for running anything', () => {
    type Running = Exclude<keyof SandboxService | keyof RuntimeService, never>;

    expectTypeOf<Extract<Operations<PublishServices>, Running>>().toBeNever();
    expectTypeOf<Extract<Running, 'execute'>>().toEqualTypeOf<'execute'>();
  });
});

describe('what each door is made of', () => {
  const writing = /^action\/(plugins\/github\/(writer|commit)\.|core\/workflows\/publish\/)/;
  const running =
    /^action\/(plugins\/(daytona|pi|model-route)|core\/workflows\/(run|capture|verify))\//;
  const embedded = /^(action|approval-app)\/embedded\//;
  const jailsAndModel = /^action\/embedded\/((runner|daytona|model|pi)\/|[a-z-]+\.ts$)/;

  it('propose reaches what runs things and nothing that writes to a repository', () => {
    const reached = reachedFrom('action/entry/propose.ts');

    expect(reached.filter((path) => running.test(path)).length).toBeGreaterThan(20);
    expect(reached.filter((path) => writing.test(path))).toEqual([]);
  });

  it('publish reaches what writes and nothing that runs anything', () => {
    const reached = reachedFrom('action/entry/publish.ts');

    expect(reached.filter((path) => writing.test(path)).length).toBeGreaterThan(3);
    expect(reached.filter((path) => running.test(path))).toEqual([]);
  });

  it('[PKG-06] no door that ships reaches a stand-in or a test', () => {
    const doors = ['action', 'propose', 'publish', 'finish', 'cli'].flatMap((name) =>
      reachedFrom(`action/entry/${name}.ts`),
    );
    const forbidden = (path: string) => embedded.test(path) && !jailsAndModel.test(path);

    expect(doors.filter((path) => forbidden(path) || path.startsWith('test/'))).toEqual([]);
  });

  it('jails on the runner and the route to a model are in propose, and jails where evidence is replayed', () => {
    const doors = ['action', 'publish', 'finish'].flatMap((name) =>
      reachedFrom(`action/entry/${name}.ts`),
    );
    const replay = reachedFrom('action/entry/cli.ts').filter((path) => embedded.test(path));

    expect(reachedFrom('action/entry/propose.ts')).toContain(
      'action/embedded/runner/open-runner.ts',
    );
    expect(doors.filter((path) => embedded.test(path))).toEqual([]);
    expect(replay.filter((path) => path.includes('/model/'))).toEqual([]);
  });
});

/** Every file of ours that is loaded with this one; types are not loaded. */
function reachedFrom(entry: string): readonly string[] {
  const reached = new Set([entry]);
  for (const path of reached) for (const next of importsOf(path)) reached.add(next);
  return [...reached].sort();
}

function importsOf(path: string): string[] {
  return [...read(path).matchAll(/^(?:import|export) (?!type )[^;]*?from '(\.[^']+)'/gms)]
    .concat([...read(path).matchAll(/\bimport\('(\.[^']+)'\)/g)])
    .map((match) => join(dirname(path), match[1] ?? ''))
    .filter((file) => existsSync(join(root, file)));
}
