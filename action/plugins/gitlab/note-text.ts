/** GitLab refuses a note of more than a million characters; nobody reads a tenth of that. */
const longestNote = 100_000;

/** A slash and a letter; `//` and `/*` begin comments of code and no command. */
const quickAction = /^([^\S\r\n]*)\/(?=[A-Za-z_])/gm;

/**
 * A note's text as GitLab may have it. A line that begins with `/approve` or `/merge` is a quick
 * action, which GitLab runs with the rights of whoever writes the note: so no line does, in code
 * neither, since readers of fences differ. Outside of code the backslash is not shown.
 */
export function noteText(text: string): string {
  const safe = text.toWellFormed().replaceAll(quickAction, '$1\\/');
  if (safe.length <= longestNote) return safe;
  const cut = safe.lastIndexOf('\n', longestNote - 200);
  const kept = safe.slice(0, cut > longestNote / 2 ? cut : longestNote - 200);
  return `${kept.toWellFormed()}\n\n_Truncated: the whole review is in its artifacts._`;
}
