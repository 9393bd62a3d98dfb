import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { read } from '../house/tree.ts';
import {
  drawOperations,
  drawPage,
  drawRepositorySchema,
  drawSchema,
  operationsPath,
  pagePath,
  repositorySchemaPath,
  schemaPath,
} from './generated-files.ts';

describe('what is generated; write it anew with: node test/entry/generated-files.ts', () => {
  it('[CFG-01] the JSON Schema of the configuration file is fresh', () => {
    expect(read(schemaPath)).toBe(drawSchema());
  });

  it('[PKG-14] the JSON Schema of .github/patchplane.yml is fresh, and says the same as the reader', () => {
    expect(read(repositorySchemaPath)).toBe(drawRepositorySchema());
    const fits = new Ajv2020({ strict: false }).compile(JSON.parse(read(repositorySchemaPath)));
    const check = { key: 'a', command: ['x'] };

    expect(fits({ version: 1, verification: { requirements: [check] } })).toBe(true);
    for (const wrong of [
      {},
      { version: 1, verfication: {} },
      { version: 1, verification: { requirements: [{ ...check, command: 'npm test' }] } },
      { version: 1, budgets: { costUsd: 0 } },
    ])
      expect(fits(wrong)).toBe(false);
  });

  it('[CFG-16] [CLI-03] the tables of variables are fresh', () => {
    expect(read(pagePath)).toBe(drawPage(read(pagePath)));
  });

  it('[CFG-06] [CFG-07] [CFG-08] so is the table of the approval app', () => {
    expect(read(operationsPath)).toBe(drawOperations(read(operationsPath)));
  });

  it('the JSON Schema says the same as the reader', () => {
    const fits = new Ajv2020({ strict: false }).compile(JSON.parse(read(schemaPath)));

    expect(fits({ version: 1, label: 'patchplane', budgets: { usd: 1.5 } })).toBe(true);
    for (const wrong of [{}, { version: 2 }, { version: 1, lable: 'x' }, { version: 1, label: 7 }])
      expect(fits(wrong)).toBe(false);
  });

  it('the example in the page is one that is read', async () => {
    const { parseConfig } = await import('../../action/entry/config-file.ts');
    const example = /```json\n([\s\S]*?)```/.exec(read(pagePath))?.[1] ?? '';

    expect(parseConfig(example).version).toBe(1);
  });
});
