import type { PromptRequest } from './prompt-request.ts';

const longest = 200;

/**
 * What people call a request: the title of the issue or pull request, else the first line of what
 * was asked, short enough for a list. Somebody else's text. Undefined where nothing was asked.
 */
export function requestTitle(
  request: Pick<PromptRequest, 'prompt' | 'externalRef'> | null | undefined,
): string | undefined {
  const { pullRequest, issue } = request?.externalRef ?? {};
  const lines = [pullRequest?.title, issue?.title, ...(request?.prompt.split(/\r?\n/) ?? [])];
  const line = lines.find((each) => each?.trim())?.trim();
  return line && line.length > longest ? `${line.slice(0, longest - 1).toWellFormed()}…` : line;
}
