/**
 * What GitHub takes as a check's summary: 65,535 bytes of UTF-8, whatever its documentation calls
 * characters ("exceeds a maximum bytesize of 65535", github/docs#35252). Comments and pull
 * requests take more; one limit for all is one thing less to get wrong.
 */
const longestText = 65_535;

/** The beginning of a text that is too long, and a sentence that says so. */
export function limited(text: string, most: number = longestText): string {
  const whole = text.toWellFormed();
  const size = Buffer.byteLength(whole);
  if (size <= most) return whole;
  const notice = `\n\n_Truncated: the whole text has ${size} bytes and is part of the run's evidence._`;
  return `${beginning(whole, most - Buffer.byteLength(notice))}${notice}`;
}

/**
 * The first bytes of a text, without half a character at the end. Cut at the end of a line where
 * one is near: what stands in a code span stays in it.
 */
function beginning(text: string, bytes: number): string {
  const start = new TextDecoder().decode(Buffer.from(text).subarray(0, bytes), { stream: true });
  const lastLine = start.lastIndexOf('\n');
  return lastLine > start.length - longestLine ? start.slice(0, lastLine) : start;
}

const longestLine = 4_096;

/** One line of plain text, for titles. */
export function oneLine(text: string, most: number): string {
  const line = text
    .toWellFormed()
    .replace(/\p{C}+/gu, ' ')
    .trim();
  return line.length <= most ? line : `${line.slice(0, most - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
