/** GitLab refuses a note of more than a million characters; nobody reads a tenth of that. */
const longestNote = 100_000;

/**
 * A note's text as GitLab may have it. A line that begins with a slash is a quick action, which
 * GitLab runs with the rights of whoever writes the note (`/approve`, `/merge`): so no line
 * does. The backslash is not shown outside of code.
 */
export function noteText(text: string): string {
  const safe = text.toWellFormed().replaceAll(/^([^\S\r\n]*)\//gm, '$1\\/');
  if (safe.length <= longestNote) return safe;
  const cut = safe.lastIndexOf('\n', longestNote - 200);
  const kept = safe.slice(0, cut > longestNote / 2 ? cut : longestNote - 200);
  return `${kept.toWellFormed()}\n\n_Truncated: the whole review is in its artifacts._`;
}
