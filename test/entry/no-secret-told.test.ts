import { inspect } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EnvironmentVariable } from '../../action/core/services/plugin-metadata.ts';
import { parseConfig } from '../../action/entry/config-file.ts';
import { readProposeInputs } from '../../action/entry/propose-inputs.ts';
import { proposeVariables } from '../../action/entry/propose-variables.ts';
import { publishVariables, readPublishInputs } from '../../action/entry/publish-inputs.ts';
import { convex, fromRunner, openai, r2, route } from './environments.ts';

const variables: readonly EnvironmentVariable[] = [...proposeVariables, ...publishVariables];
const good = { ...fromRunner, ...convex, ...r2, ...openai };
/** Nothing that our own sentences say could look like it. */
const value = fc
  .tuple(fc.stringMatching(/^[!-~]{8,30}$/), fc.constantFrom('', '\n', ' ', '\u0000', ' x', '\r'))
  .map(([text, end]) => `Zq${text}${end}9`);

describe('what is told about a configuration', () => {
  it('[CFG-15] never holds the value of a variable', () => {
    const names = variables.map(({ name }) => name);
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom(...names), value, { maxKeys: 12 }),
        fc.boolean(),
        (wrong, withRoute) => {
          const environment = { ...good, ...(withRoute ? route : {}), ...wrong };
          for (const read of [readProposeInputs, readPublishInputs]) {
            const told = everythingToldBy(() => read(environment));
            for (const secret of Object.values(wrong)) expect(told).not.toContain(secret.trim());
          }
        },
      ),
      { numRuns: 500 },
    );
  });

  it('[CFG-15] never holds what a configuration file holds', () => {
    const key = fc.constantFrom('version', 'label', 'agent', 'rateLimit', 'token', 'budgets');
    fc.assert(
      fc.property(fc.dictionary(key, value), fc.constantFrom('', ',', '}', '/*'), (file, end) => {
        const told = everythingToldBy(() => parseConfig(`${JSON.stringify(file)}${end}`));
        for (const secret of Object.values(file)) {
          expect(told).not.toContain(secret);
          expect(told).not.toContain(JSON.stringify(secret).slice(1, -1));
        }
      }),
      { numRuns: 500 },
    );
  });
});

/** Every way in which an error gets printed: message, stack, cause, JSON. */
function everythingToldBy(read: () => unknown): string {
  try {
    read();
    return '';
  } catch (error) {
    return `${inspect(error, { depth: 10 })} ${JSON.stringify(error)} ${String(error)}`;
  }
}
