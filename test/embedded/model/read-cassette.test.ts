import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { Failure } from '../../../action/domain/failure.ts';
import { readCassette } from '../../../action/embedded/model/read-cassette.ts';

const examples = join(import.meta.dirname, '../../../examples/cassettes');

const tapes = readdirSync(examples).filter((name) => name.endsWith('.json'));

it.each(tapes)('the example %s can be played', (name) => {
  expect(readCassette(readFileSync(join(examples, name), 'utf8')).steps.length).toBeGreaterThan(0);
});

it('every kind of step is understood', () => {
  const steps = [
    {},
    {
      text: 'hello',
      usage: { prompt_tokens: 1, completion_tokens: 2, total_tokens: 3 },
      delayMs: 5,
    },
    {
      tools: [
        { name: 'bash', args: { command: 'ls' } },
        { name: 'bash', args: '{"broken' },
      ],
    },
    { status: 429, body: { error: 'slow down' }, headers: { 'retry-after': '1' } },
    { status: 500 },
    { status: 502, body: '<html>' },
    { raw: ['data: {"half', '":1}\n\n'], destroy: true },
  ];

  expect(readCassette(JSON.stringify({ schemaVersion: 1, model: 'm', steps })).steps).toEqual(
    steps,
  );
});

it.each([
  { name: 'no JSON', text: 'steps: []', tells: 'it is not JSON' },
  { name: 'an empty file', text: '', tells: 'it is not JSON' },
  { name: 'JSON that is no object', text: '[]', tells: 'the file: ' },
  { name: 'no steps', text: tape({ steps: [] }), tells: 'steps: needs at least one step' },
  { name: 'another version', text: tape({ schemaVersion: 2 }), tells: 'schemaVersion: ' },
  { name: 'no model', text: tape({ model: undefined }), tells: 'model: ' },
  { name: 'an unknown key', text: tape({ loop: true }), tells: 'has unknown "loop": remove it' },
  {
    name: 'an unknown key in a step',
    text: tape({ steps: [{ text: 'a' }, { says: 'b' }] }),
    tells: 'steps[1] has unknown "says": remove it',
  },
  { name: 'a wrong type', text: tape({ steps: [{ text: 1 }] }), tells: 'steps[0].text: ' },
  {
    name: 'a tool without arguments',
    text: tape({ steps: [{ tools: [{ name: 'bash' }] }] }),
    tells: 'steps[0].tools[0].args: ',
  },
  {
    name: 'an impossible status',
    text: tape({ steps: [{ status: 99 }] }),
    tells: 'steps[0].status',
  },
  {
    name: 'a header that breaks the answer',
    text: tape({ steps: [{ status: 500, headers: { a: 'b\r\nc: d' } }] }),
    tells: 'steps[0].headers.a: not a header value',
  },
  {
    name: 'two kinds in one',
    text: tape({ steps: [{ status: 500, text: 'a' }] }),
    tells: '"text"',
  },
])('$name is told in one line, with the format', ({ text, tells }) => {
  const failure = failureOf(text);

  expect(failure).toMatchObject({ code: 'misconfigured' });
  expect(failure?.tell).toContain(tells);
  expect(failure?.tell).toContain('"schemaVersion":1');
  expect(failure?.tell).not.toContain('\n');
});

function tape(change: object): string {
  return JSON.stringify({
    schemaVersion: 1,
    model: 'scripted-1',
    steps: [{ text: 'a' }],
    ...change,
  });
}

function failureOf(text: string): Failure | undefined {
  try {
    readCassette(text);
  } catch (error) {
    if (error instanceof Failure) return error;
  }
  return undefined;
}
