const longest = 200;

/** The first line of what was asked, short enough for a list. */
export function promptTitle(prompt: string): string {
  const line =
    prompt
      .split(/\r?\n/)
      .find((each) => each.trim() !== '')
      ?.trim() ?? '';
  return line.length <= longest ? line : `${line.slice(0, longest - 1)}…`;
}
