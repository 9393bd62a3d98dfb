/** What GitHub takes as the text of a check; comments and pull requests take one more. */
const longestText = 65_535;

/** The beginning of a text that is too long, and a sentence that says so. */
export function limited(text: string, most: number = longestText): string {
  const whole = text.toWellFormed();
  if (whole.length <= most) return whole;
  const notice = `\n\n_Truncated: the whole text has ${whole.length} characters and is part of the run's evidence._`;
  // Cutting a surrogate pair in half would make text that GitHub refuses.
  const start = whole.slice(0, most - notice.length).replace(/[\uD800-\uDBFF]$/, '');
  return `${start}${notice}`;
}

/** One line of plain text, for titles. */
export function oneLine(text: string, most: number): string {
  const line = text
    .toWellFormed()
    .replace(/\p{C}+/gu, ' ')
    .trim();
  return line.length <= most ? line : `${line.slice(0, most - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
