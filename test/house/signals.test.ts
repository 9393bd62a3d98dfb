import { describe, expect, it } from 'vitest';
import { filesUnder, read } from './tree.ts';

/** What is told to those who operate it, to those who count, and what is proof: three things. */
const words = { telemetry: 'span', analytics: 'analytics-event', provenance: 'provenance-event' };
const importsOf = (path: string) =>
  [...read(path).matchAll(/from '([^']+)'/g)].map(([, from = '']) => from);
const speaksOf = (path: string, word: string) =>
  importsOf(path).some((from) => from.endsWith(`/${word}.ts`));

describe('signals and proof', () => {
  it('[TEL-15] telemetry, analytics and provenance know nothing of each other', () => {
    for (const own of Object.values(words))
      for (const other of Object.values(words))
        expect(speaksOf(`action/domain/${own}.ts`, other), `${own} of ${other}`).toBe(false);
    expect(speaksOf('action/core/services/telemetry-service.ts', words.telemetry)).toBe(true);
    expect(speaksOf('action/core/services/telemetry-service.ts', words.provenance)).toBe(false);
    expect(speaksOf('action/core/services/analytics-service.ts', words.analytics)).toBe(true);
    expect(speaksOf('action/core/services/analytics-service.ts', words.provenance)).toBe(false);
  });

  it.each(['otel', 'sentry', 'posthog'])('[TEL-15] %s is no store of proof', (plugin) => {
    const files = filesUnder(`action/plugins/${plugin}`);
    expect(files).not.toEqual([]);
    for (const path of files)
      expect(
        importsOf(path).filter((from) => /provenance|storage-service|evidence/.test(from)),
        path,
      ).toEqual([]);
  });

  it('[TEL-16] nobody has to run a collector, a warehouse or ClickHouse, and no model call is watched by PostHog', () => {
    const { dependencies } = JSON.parse(read('package.json'));
    const names = Object.keys(dependencies);
    expect(names).toContain('posthog-node');
    expect(
      names.filter((name) =>
        /clickhouse|hyperdx|collector|@posthog\/ai|bigquery|snowflake/.test(name),
      ),
    ).toEqual([]);
  });
});
