/** Why the server did not do what it was asked, in its own words where it gave some. */
export async function sayWhy(answer: Response): Promise<string> {
  const said: unknown = await answer.json().catch(() => undefined);
  if (typeof said === 'object' && said !== null && 'because' in said) return String(said.because);
  return `the server answered HTTP ${answer.status}`;
}
