import { coreEnvironment } from '../../action/entry/core-environment.ts';
import { pluginCatalog } from '../../action/entry/plugin-catalog.ts';

/** Every variable that the configuration has a row for. */
export function everyVariable(): ReadonlySet<string> {
  const rows = [...coreEnvironment, ...pluginCatalog.flatMap(({ env }) => env)];
  return new Set(rows.map(({ name }) => name));
}
