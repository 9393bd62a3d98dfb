import { visible } from '../core/report/untrusted-text.ts';

/** Somebody's words inside one of our sentences: one line, nothing that a terminal obeys. */
export function oneLine(text: string): string {
  return visible(text).replace(/\s+/g, ' ').trim();
}
