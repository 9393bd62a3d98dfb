import { visible } from '../core/report/untrusted-text.ts';

/**
 * Somebody's words inside one of our sentences: one line, nothing that a terminal obeys, and
 * nothing that the runner takes for a command where they come first (`::command::`, `##[command]`).
 */
export function oneLine(text: string): string {
  const line = visible(text).replace(/\s+/g, ' ').trim();
  return /^(::|##\[)/.test(line) ? `. ${line}` : line;
}
