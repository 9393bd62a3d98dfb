import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { RepositoryConfig } from '../../../action/domain/repository-config.ts';
import {
  allowSnippet,
  refusedHosts,
} from '../../../approval-app/components/sandbox/refused-hosts.ts';
import { busyReport } from '../../browser/busy-report.ts';

const refused = (target: string, times = 1) => ({
  target,
  times,
  purpose: 'agent' as const,
  command: null,
});

describe('[UX-7] hosts that were refused', () => {
  it('are listed with the command that asked, most wanted first', () => {
    const all = refusedHosts(busyReport.sandboxes ?? []);

    expect(all.map(({ target, times }) => [target, times])).toEqual([
      ['packages.acme.test:443', 3],
      ['169.254.169.254:80', 2],
      ['pastebin.com:443', 1],
    ]);
    expect(all[0]?.command).toBe('npm install left-pad');
  });

  it('come as lines that the policy file takes', () => {
    const snippet = allowSnippet([
      refused('packages.acme.test:443'),
      refused('mirror.acme.test:8443'),
      refused('packages.acme.test'),
    ]);

    const config = RepositoryConfig.parse({ version: 1, ...parse(snippet ?? '') });
    expect(config.environment?.allow).toEqual(['mirror.acme.test:8443', 'packages.acme.test']);
  });

  it('never offer an address, a name of this network, or text that would be more than a name', () => {
    for (const target of [
      '169.254.169.254:80',
      '[::1]:443',
      'localhost:8080',
      'metadata',
      'evil.test\n  setup: [[curl]]',
      'evil.test: {}',
      '*.test',
      '',
    ])
      expect(allowSnippet([refused(target)]), target).toBeUndefined();
  });

  it('are never more than the file takes', () => {
    const many = Array.from({ length: 30 }, (_, at) => refused(`h${at}.acme.test:443`));

    expect(allowSnippet(many)?.split('\n')).toHaveLength(2 + 10);
  });
});
