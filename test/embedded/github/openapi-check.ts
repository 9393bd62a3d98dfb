import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { z } from 'zod';
import type { Exchange } from '../../../action/embedded/github/exchanges.ts';

const Tree = z.record(z.string(), z.unknown());
const Description = z.object({
  paths: z.record(z.string(), z.record(z.string(), z.object({ responses: Tree }))),
});

export type OpenApiCheck = (exchange: Exchange) => readonly string[];

/**
 * Holds an exchange against GitHub's own description: the operation must exist, the request be
 * one it takes, the status be one it documents, the answer have every field it promises.
 * Returns what does not hold.
 */
export function createOpenApiCheck(): OpenApiCheck {
  const text = readFileSync(new URL('../../fixtures/github-openapi.json', import.meta.url), 'utf8');
  const json: unknown = JSON.parse(text);
  const { paths } = Description.parse(json);
  const ajv = new Ajv2020({ strict: false, allErrors: true, logger: false });
  addFormats.default(ajv);
  for (const format of ['int64', 'timestamp', 'ssh-key', 'repo.nwo']) ajv.addFormat(format, true);
  ajv.addSchema(Tree.parse(json), 'github');

  function against(pointer: string, body: string): string[] {
    const validate = ajv.getSchema(`github#${pointer}`);
    if (!validate) return [`no schema at ${pointer}`];
    if (validate(body === '' ? {} : JSON.parse(body)) === true) return [];
    return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
  }

  return (exchange) => {
    const method = exchange.method.toLowerCase();
    const path = bestMatch(
      Object.keys(paths),
      exchange.path,
      (found) => method in (paths[found] ?? {}),
    );
    const operation = path === undefined ? undefined : paths[path]?.[method];
    if (path === undefined || !operation)
      return [`no operation ${exchange.method} ${exchange.path}`];
    const place = `/paths/${escaped(path)}/${method}`;
    // A refused request may well be one that GitHub does not take.
    const request =
      exchange.requestBody === '' || exchange.status >= 400
        ? []
        : against(`${place}/requestBody/content/application~1json/schema`, exchange.requestBody);
    return [...request, ...answerProblems(exchange, operation.responses, place)];
  };

  function answerProblems(
    exchange: Exchange,
    responses: Record<string, unknown>,
    place: string,
  ): string[] {
    const documented = Tree.safeParse(responses[String(exchange.status)]);
    if (!documented.success) return refusal(exchange);
    const reference = z.string().safeParse(documented.data['$ref']);
    const at = reference.success
      ? reference.data.slice(1)
      : `${place}/responses/${exchange.status}`;
    if (exchange.status === 204) return exchange.responseBody === '' ? [] : ['204 with a body'];
    if (!exchange.contentType.startsWith('application/json')) return [];
    if (exchange.status >= 400 && !reference.success && !documented.data['content'])
      return refusal(exchange);
    return against(`${at}/content/application~1json/schema`, exchange.responseBody);
  }

  /** The description leaves out refusals that every endpoint has; their shape is known all the same. */
  function refusal(exchange: Exchange): string[] {
    if ([400, 401, 403, 404, 422].includes(exchange.status))
      return against('/components/schemas/basic-error', exchange.responseBody);
    return [`undocumented status ${exchange.status}`];
  }
}

/** Of the path templates that fit, the one with the fewest parameters. */
function bestMatch(
  templates: readonly string[],
  path: string,
  has: (template: string) => boolean,
): string | undefined {
  return templates
    .filter((template) => has(template) && pattern(template).test(path))
    .toSorted(
      (left, right) => parameters(left) - parameters(right) || right.length - left.length,
    )[0];
}

function pattern(template: string): RegExp {
  const source = template
    .replace(/[.+*?^$()|[\]\\]/g, '\\$&')
    .replace(/\{(path|ref|branch)\}/g, '.+')
    .replace(/\{[^}]+\}/g, '[^/]+');
  return new RegExp(`^${source}$`);
}

function parameters(template: string): number {
  return template.split('{').length;
}

function escaped(path: string): string {
  return encodeURI(path.replaceAll('~', '~0').replaceAll('/', '~1'));
}
