import { describe, expect, it } from 'vitest';
import { everyStep } from '../house/workflow-files.ts';

describe('[B1] no text of anybody is part of a script', () => {
  const scripts = everyStep().filter(({ step }) => step.run !== undefined);

  it.each(scripts)('$where: $step.name has no expression in its script', ({ step }) => {
    expect(step.run).not.toContain('${{');
  });

  it.each(scripts)('$where: $step.name quotes every variable', ({ step }) => {
    // Single quotes hold text that no shell looks into.
    const looked = (step.run ?? '').replaceAll(/'[^']*'/g, '');
    const unquoted = looked.replaceAll(/"[^"]*"/g, '');

    expect(unquoted).not.toMatch(/\$|`|\beval\b/);
  });

  it('what an event says reaches a job only where it is a number, an id or a condition', () => {
    const values = everyStep().flatMap(({ where, step }) =>
      [...Object.entries(step.env), ...Object.entries(step.with)].map(([name, value]) => ({
        where: `${where} ${name}`,
        value,
      })),
    );
    const worded = /github\.event\.[a-z_.]*(title|body|label|ref\b|head_ref|login|name|message)/;

    expect(values.filter(({ value }) => worded.test(value))).toEqual([]);
  });
});
