/** `fetch` with a limit of 15 seconds: whoever does not answer by then does not answer. */
export const boundedFetch: typeof fetch = async (input, init) =>
  await fetch(input, { ...init, signal: AbortSignal.timeout(15_000) });
