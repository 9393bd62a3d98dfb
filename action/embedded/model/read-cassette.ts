import type { z } from 'zod';
import { Failure } from '../../domain/failure.ts';
import { Cassette } from './cassette.ts';

const format =
  '{"schemaVersion":1,"model":"scripted-1","steps":[{"text":"..."},{"tools":[{"name":"bash","args":{"command":"..."}}]},{"status":500}],"repeatLast":true}';

/** Throws `Failure` `misconfigured` that names every field that is wrong, why, and the format. */
export function readCassette(text: string): Cassette {
  const result = Cassette.safeParse(parsed(text));
  if (result.success) return result.data;
  const problems = result.error.issues.map(problemOf).join('; ');
  throw unusable(problems);
}

function parsed(text: string): unknown {
  try {
    // Editors on some systems put a byte order mark in front.
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (cause) {
    throw unusable(`it is not JSON (${cause instanceof Error ? cause.message : 'unreadable'})`);
  }
}

function problemOf(issue: z.core.$ZodIssue): string {
  const place = issue.path.map((part) =>
    typeof part === 'number' ? `[${part}]` : `.${String(part)}`,
  );
  const field = place.join('').replace(/^\./, '') || 'the file';
  if (issue.code === 'unrecognized_keys')
    return `${field} has unknown ${issue.keys.map((key) => `"${key}"`).join(', ')}: remove it`;
  return `${field}: ${issue.message}`;
}

function unusable(problems: string): Failure {
  // What is quoted comes from a file of somebody else's: one printable line of it is enough.
  const line = problems.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ').slice(0, 1_000);
  return new Failure({
    code: 'misconfigured',
    tell: `The cassette cannot be played: ${line}. A cassette looks like ${format}`,
  });
}
