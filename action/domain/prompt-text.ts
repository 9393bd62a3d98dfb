import { showUnseen, unseenEscape } from './unseen-characters.ts';

/** More than this is not a task but a file; it is refused rather than cut, since half a task is another task. */
const longestPrompt = 60_000;

export type PromptText =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'unusable'; readonly reason: string };

/**
 * The text that is asked of the agent, frozen: line ends as line feeds, and what nobody can see
 * shown, never dropped. The agent reads no word that a person who looks at the issue does not:
 * control characters, which say nothing, become U+FFFD, all others their code point.
 */
export function promptText(...parts: readonly string[]): PromptText {
  const text = parts
    .map((part) => visible(part).trim())
    .filter((part) => part !== '')
    .join('\n\n');
  if (text === '') return { kind: 'unusable', reason: 'there is no text to work on' };
  if (text.length > longestPrompt)
    return {
      kind: 'unusable',
      reason: `the text has ${text.length} characters, and at most ${longestPrompt} are taken: shorten it`,
    };
  return { kind: 'text', text };
}

function visible(text: string): string {
  const readable = text
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\t\n]/gu, '\uFFFD');
  return showUnseen(readable, unseenEscape);
}
