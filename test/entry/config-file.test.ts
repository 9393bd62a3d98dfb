import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseConfig, readConfigFile } from '../../action/entry/config-file.ts';
import { refusalOf } from './refusal.ts';

const githubToken = ['gh', 'p_', '0123456789abcdefghijABCDEFGHIJ012345'].join('');

describe('patchplane.config.json', () => {
  it('[CFG-01] holds settings of everything that is not secret', () => {
    const config = {
      version: 1,
      agent: { provider: 'anthropic', model: 'claude-x' },
      budgets: { seconds: 600, modelRequests: 20, usd: 1.5, outputBytes: 1_000_000 },
      label: 'please fix',
      rateLimit: '5/30m',
      allowedBots: [49_699_333],
      killSwitch: false,
      environment: 'patchplane',
      requesterMayApprove: false,
      checkOnBase: true,
    };

    expect(parseConfig(JSON.stringify(config))).toEqual(config);
  });

  const refused: readonly (readonly [string, string, RegExp])[] = [
    [
      'an unknown key',
      '{\n  "version": 1,\n  "lable": "x"\n}',
      /line 3: there is no setting "lable"/,
    ],
    [
      'an unknown key inside',
      '{"version": 1,\n"budgets": {"dollars": 1}}',
      /line 2.*"budgets\.dollars"/,
    ],
    ['a wrong type', '{"version": 1,\n\n"label": 7}', /line 3: "label" must be of type string/],
    ['no version', '{}', /line 1: "version" is missing: must be 1/],
    ['another version', '{"version": 2}', /line 1: "version" must be 1/],
    ['a wrong rate', '{"version": 1, "rateLimit": "often"}', /"rateLimit" must look like 10\/1h/],
    ['a trailing comma', '{\n"version": 1,\n}', /line 3 is not JSON/],
    ['a comment', '{\n// hello\n"version": 1}', /line 2 is not JSON/],
    ['an empty file', '', /not JSON|empty/],
    ['a list', '[]', /line 1: the file must be of type object/],
    [
      'a key twice',
      '{"version": 1,\n"label": "a",\n"label": "b"}',
      /line 3: the key "label" is there twice/,
    ],
    [
      'a key that merges into prototypes',
      '{"version": 1, "__proto__": {"label": "x"}}',
      /no setting "__proto__"|can not be used/,
    ],
    [
      'a key that is for a secret',
      '{"version": 1,\n"openaiApiKey": "x"}',
      /line 2: the key "openaiApiKey" is for a secret.*GitHub secret/,
    ],
    [
      'a value that is a secret',
      `{"version": 1,\n"label": "${githubToken}"}`,
      /line 2: there is what looks like a secret/,
    ],
    [
      'a key that is a secret',
      `{"version": 1,\n"${githubToken}": 1}`,
      /line 2: there is what looks like a secret/,
    ],
    ['a file too large', `{"version": 1, "label": "${'x'.repeat(70_000)}"}`, /larger than 64 KB/],
  ];
  it.each(refused)('[CFG-01] [CFG-02] refuses %s, naming line and key', (_what, text, told) => {
    const tell = refusalOf(() => parseConfig(text));

    expect(tell).toMatch(/^patchplane\.config\.json can not be used: /);
    expect(tell).toMatch(told);
    expect(tell).not.toContain(githubToken);
    expect(tell).not.toContain('\n');
  });

  it('tells every problem at once', () => {
    const tell = refusalOf(() => parseConfig('{"version": 3, "lable": 1, "label": 2}'));

    expect(tell.split('; ')).toHaveLength(3);
  });

  it('no file is no configuration; a folder in its place is a problem', () => {
    const folder = mkdtempSync(join(tmpdir(), 'patchplane-config-'));
    try {
      expect(readConfigFile(folder)).toBe(undefined);
      writeFileSync(join(folder, 'patchplane.config.json'), '{"version": 1}');
      expect(readConfigFile(folder)).toEqual({ version: 1 });
      rmSync(join(folder, 'patchplane.config.json'));
      mkdirSync(join(folder, 'patchplane.config.json'));
      expect(refusalOf(() => readConfigFile(folder))).toMatch(/can not be read as a file/);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
