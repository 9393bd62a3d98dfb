import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EnvironmentVariable } from '../../action/core/services/plugin-metadata.ts';
import { repositoryConfigJsonSchema } from '../../action/domain/repository-config.ts';
import { configJsonSchema } from '../../action/entry/config-schema.ts';
import { coreEnvironment } from '../../action/entry/core-environment.ts';
import { pluginCatalog } from '../../action/entry/plugin-catalog.ts';
import { drawAppVariables } from '../../approval-app/server/environment-table.ts';
import { root } from '../house/tree.ts';

export const schemaPath = 'action/schema/patchplane.config.schema.json';
export const repositorySchemaPath = 'action/schema/patchplane.yml.schema.json';
export const pagePath = 'docs/configuration.md';
const begin =
  '<!-- generated from the metadata of the plugins; write with: node test/entry/generated-files.ts -->';
const end = '<!-- end of what is generated -->';

export function drawSchema(): string {
  return `${JSON.stringify(configJsonSchema(), null, 2)}\n`;
}

/** Of `.github/patchplane.yml`, for editors. */
export function drawRepositorySchema(): string {
  return `${JSON.stringify(repositoryConfigJsonSchema(), null, 2)}\n`;
}

/** The page with its tables drawn anew; what people wrote around them stays. */
export function drawPage(page: string): string {
  return between(begin, page, tables());
}

export const operationsPath = 'docs/operations.md';
const beginApp =
  '<!-- generated from approval-app/server/environment-table.ts; write with: node test/entry/generated-files.ts -->';

/** The same for the variables of the approval app. */
export function drawOperations(page: string): string {
  return between(beginApp, page, `${drawAppVariables()}\n`);
}

function between(start: string, page: string, drawn: string): string {
  const [before, rest] = page.split(start);
  const [, after] = rest?.split(end) ?? [];
  if (before === undefined || after === undefined) throw new Error('a page lost its marks');
  return `${before}${start}\n\n${drawn}\n${end}${after}`;
}

const rungs = [
  'Every rung',
  'Rung 1: GitHub only',
  'Rung 2: Daytona and R2',
  'Rung 3: Convex and the approval app',
] as const;

function tables(): string {
  const sections = rungs.map((title, rung) => {
    const plugins = pluginCatalog.filter((plugin) => plugin.rung === rung && plugin.env.length > 0);
    const own = rung === 0 ? ['#### PatchPlane itself', '', ...table(coreEnvironment), ''] : [];
    return [
      `### ${title}`,
      '',
      ...own,
      ...plugins.flatMap(({ name, id, description, env }) => [
        `#### ${name} (\`${id}\`)`,
        '',
        description,
        '',
        ...table(env),
        '',
      ]),
    ];
  });
  return sections.flat().join('\n');
}

function table(variables: readonly EnvironmentVariable[]): readonly string[] {
  return [
    '| variable | what | needed | if not set |',
    '|---|---|---|---|',
    ...variables.map((variable) => {
      const { name, required, secret, setByRunner, defaultValue, choices } = variable;
      const traits = [
        required ? 'with this plugin' : 'no',
        ...(secret ? ['secret'] : []),
        ...(setByRunner ? ['the runner sets it'] : []),
      ];
      const description = choices
        ? `${variable.description} One of ${choices.map((choice) => `\`${choice}\``).join(', ')}.`
        : variable.description;
      const otherwise =
        defaultValue === undefined ? (required ? 'error' : '') : `\`${defaultValue}\``;
      return `| \`${name}\` | ${description} | ${traits.join(', ')} | ${otherwise} |`;
    }),
  ];
}

if (import.meta.main) {
  writeFileSync(join(root, schemaPath), drawSchema());
  writeFileSync(join(root, repositorySchemaPath), drawRepositorySchema());
  const page = join(root, pagePath);
  writeFileSync(page, drawPage(readFileSync(page, 'utf8')));
  const operations = join(root, operationsPath);
  writeFileSync(operations, drawOperations(readFileSync(operations, 'utf8')));
}
