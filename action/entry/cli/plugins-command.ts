import type { PluginMetadata } from '../../core/services/plugin-metadata.ts';
import { Failure } from '../../domain/failure.ts';
import { oneLine } from '../one-line.ts';
import { pluginCatalog } from '../plugin-catalog.ts';
import { nearMiss } from './near-miss.ts';
import { answer, type Surroundings } from './surroundings.ts';

/** `patchplane plugins list` */
export function listPlugins(surroundings: Surroundings): void {
  const width = Math.max(...pluginCatalog.map(({ id }) => id.length));
  const lines = pluginCatalog.map(
    ({ id, rung, description }) => `${id.padEnd(width)}  rung ${rung}  ${description}`,
  );
  answer(surroundings, pluginCatalog, lines);
}

/** `patchplane plugins explain <id>` */
export function explainPlugin(surroundings: Surroundings, id: string): void {
  const plugin = pluginCatalog.find((known) => known.id === id);
  if (!plugin) throw unknown(id);
  answer(surroundings, plugin, explanation(plugin));
}

function explanation(plugin: PluginMetadata): readonly string[] {
  const { id, name, description, provides, rung, surfaces, dependsOn, conflictsWith, env } = plugin;
  const list = (words: readonly string[]) => (words.length > 0 ? words.join(', ') : 'nothing');
  return [
    `${name} (${id})`,
    description,
    '',
    `provides       ${list(provides)}`,
    `from rung      ${rung}`,
    `used by        ${list(surfaces)}`,
    `needs          ${list(dependsOn)}`,
    `in place of    ${list(conflictsWith)}`,
    ...(env.length > 0 ? ['', 'variables:'] : []),
    ...env.flatMap(({ name, required, secret, description, defaultValue, fix }) => {
      const traits = [
        required ? 'required' : 'optional',
        ...(secret ? ['secret'] : []),
        ...(defaultValue === undefined ? [] : [`default ${defaultValue}`]),
      ];
      return [
        `  ${name} (${traits.join(', ')})`,
        `    ${description}${fix === undefined ? '' : ` ${fix}`}`,
      ];
    }),
  ];
}

function unknown(id: string): Failure {
  const ids = pluginCatalog.map((plugin) => plugin.id);
  const near = nearMiss(id, ids);
  const hint = near ? `Did you mean ${near}?` : `There are: ${ids.join(', ')}.`;
  return new Failure({
    code: 'misconfigured',
    tell: `There is no plugin ${JSON.stringify(oneLine(id).slice(0, 80))}. ${hint}`,
  });
}
