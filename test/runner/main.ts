import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { root } from '../house/tree.ts';
import { examplePaths, workflowPaths } from '../house/workflow-files.ts';
import { officialLogin } from './official-login.ts';
import { scenarios } from './scenarios.ts';
import { openStage } from './stage.ts';
import { findTools, lint } from './tools.ts';
import { openWorld } from './world.ts';

/**
 * What is ours before judges that nobody here wrote: the shipped workflows before linters and a
 * runner that has the semantics of composite actions, the app's login before WorkOS's emulator. `node test/runner/main.ts [folder of the bundles]`; ends with a
 * line that counts. A judge that is not installed is left out, with a line that says so.
 */
const dist = resolve(process.argv[2] ?? join(root, 'dist'));
const { act, actionlint, zizmor, workos } = findTools();
const only = process.env['PATCHPLANE_RUNNER_ONLY'] ?? '';
let passed = 0;
let failed = 0;

await judge('actionlint', actionlint, async (program) => fail(lint(program, workflowPaths)));
await judge('zizmor, pedantic', zizmor, async (program) =>
  fail(lint(program, ['--offline', '--persona=pedantic', 'action.yml', ...workflowPaths])),
);
await judge("the login at WorkOS's emulator", workos, officialLogin);
for (const [name, play] of scenarios) {
  if (!name.includes(only)) continue;
  await judge(`act: ${name}`, act, async (program) => {
    if (!existsSync(join(dist, 'finish'))) throw new Error('dist is old. Run: npm run build');
    const names = examplePaths.map((path) => path.slice('examples/workflows/'.length));
    const world = await openWorld(names);
    const stage = openStage(dist);
    try {
      await play({ act: program, stage, world });
    } finally {
      stage.close();
      await world.close();
    }
  });
}
print(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

async function judge(
  name: string,
  program: string | undefined,
  work: (program: string) => Promise<void>,
): Promise<void> {
  if (program === undefined) {
    print(`left out ${name}: it is not installed here`);
    return;
  }
  try {
    await work(program);
    passed += 1;
    print(`ok     ${name}`);
  } catch (error) {
    failed += 1;
    print(`FAILED ${name}\n${error instanceof Error ? error.message : String(error)}`);
  }
}

function fail(findings: string | undefined): void {
  if (findings !== undefined) throw new Error(findings);
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
