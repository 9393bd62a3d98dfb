/**
 * Tells the runner to hide these from its log: whole, and each of their lines, since a log is
 * read line by line. Does nothing outside a runner, where the command itself would show them.
 */
export function maskSecrets(
  secrets: readonly (string | undefined)[],
  environment: Readonly<Record<string, string | undefined>>,
  write: (line: string) => void,
): void {
  if (environment['GITHUB_ACTIONS'] !== 'true') return;
  const texts = secrets.flatMap((secret) => (secret ? [secret, ...secret.split(/\r?\n/)] : []));
  for (const text of new Set(texts)) {
    // Shorter ones would make the log unreadable and protect nothing.
    if (text.trim().length >= 8) write(`::add-mask::${escapeData(text)}`);
  }
}

/** As the runner decodes the text of a command. */
function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}
