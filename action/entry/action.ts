import { readFileSync } from 'node:fs';
import { door, exitCodes, requireNode } from './door.ts';
import { type Route, routeOf } from './route.ts';

requireNode(22);
const readText = (path: string) => readFileSync(path, 'utf8');
const route = await routeOf(process.env, readText);
if (route.kind === 'unknown') {
  await door(async () => {
    process.stderr.write(`${route.tell}\n`);
    return exitCodes.badInput;
  });
} else {
  await enter(route);
}

/**
 * The doors are programs of their own, so that what one can do is not even loaded with another.
 * The one that is meant runs here, as if it had been started itself.
 */
async function enter({ door: name, argv }: Route & { kind: 'door' }): Promise<void> {
  if (name === 'propose') await renameEvent();
  const bundled = !import.meta.filename.endsWith('.ts');
  const file = new URL(bundled ? `../${name}/index.js` : `./${name}.ts`, import.meta.url);
  process.argv.splice(1, process.argv.length - 1, file.pathname, ...argv);
  await import(/* webpackIgnore: true */ file.href);
}

async function renameEvent(): Promise<void> {
  if (process.env['GITHUB_EVENT_NAME'] !== 'workflow_run') return;
  const { eventForDoor } = await import('./event-for-door.ts');
  try {
    Object.assign(process.env, await eventForDoor(process.env, readText));
  } catch (error) {
    await door(() => Promise.reject(error));
  }
}
