/**
 * Reads `GITHUB_OUTPUT` as the runner does: `name=value` or `name<<delimiter` up to the line that
 * is the delimiter, whichever of `=` and `<<` comes first (actions/runner, FileCommandManager).
 */
export function runnerReads(text: string): ReadonlyMap<string, string> {
  const lines = text.split(/\r\n|\n|\r/);
  const found = new Map<string, string>();
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    if (line === '') continue;
    const equals = line.indexOf('=');
    const heredoc = line.indexOf('<<');
    if (heredoc >= 0 && (equals < 0 || heredoc < equals)) {
      const delimiter = line.slice(heredoc + 2);
      const end = lines.indexOf(delimiter, at + 1);
      if (end < 0) throw new Error(`no line is ${delimiter}`);
      found.set(line.slice(0, heredoc), lines.slice(at + 1, end).join('\n'));
      at = end;
    } else if (equals > 0) found.set(line.slice(0, equals), line.slice(equals + 1));
    else throw new Error(`not a command: ${line}`);
  }
  return found;
}
