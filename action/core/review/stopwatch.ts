/** Seconds since the lap before, by name. */
export interface Stopwatch {
  lap(name: string): void;
  seconds(): Readonly<Record<string, number>>;
}

export function stopwatch(now: () => number): Stopwatch {
  const laps: Record<string, number> = {};
  let from = now();
  return {
    lap(name) {
      const at = now();
      laps[name] = (at - from) / 1_000;
      from = at;
    },
    seconds: () => ({ ...laps }),
  };
}
