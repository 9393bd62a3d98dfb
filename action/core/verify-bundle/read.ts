import type { z } from 'zod';
import type { Bundle } from '../bundle.ts';
import { DoesNotHold } from './does-not-hold.ts';

export function readBytes(bundle: Bundle, path: string): Uint8Array {
  const bytes = bundle.get(path);
  if (!bytes) throw new DoesNotHold(`${path} is missing`);
  return bytes;
}

export function readText(bundle: Bundle, path: string): string {
  const bytes = readBytes(bundle, path);
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new DoesNotHold(`${path} is not UTF-8`);
  }
}

export function readJson<Output>(bundle: Bundle, path: string, schema: z.ZodType<Output>): Output {
  return decodeJson(readText(bundle, path), schema, path);
}

/** `what` names the text to people: a file, a line of one. */
export function decodeJson<Output>(text: string, schema: z.ZodType<Output>, what: string): Output {
  const parsed = schema.safeParse(parseJson(text, what));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new DoesNotHold(
    `${what}: ${issue?.path.join('.') || 'it'} ${issue?.message ?? 'is not valid'}`,
  );
}

function parseJson(text: string, what: string): unknown {
  try {
    return JSON.parse(text, (key, value: unknown) => {
      // Half a surrogate pair has no digest: canonical JSON can not hold it.
      if (!key.isWellFormed() || (typeof value === 'string' && !value.isWellFormed()))
        throw new DoesNotHold(`${what} holds text that is not Unicode`);
      return value;
    });
  } catch (error) {
    if (error instanceof DoesNotHold) throw error;
    throw new DoesNotHold(`${what} is not JSON`);
  }
}
