const hourlyLimit = 5_000;

export interface Rate {
  readonly limit: number;
  readonly remaining: number;
  readonly used: number;
  /** Seconds since 1970. */
  readonly reset: number;
}

/** Counts requests as GitHub does, in hours; all tokens share one count here. */
export interface RateMeter {
  count(): void;
  read(): Rate;
}

export function createRateMeter(): RateMeter {
  let used = 0;
  let reset = nextHour();
  const read = () => {
    if (Date.now() >= reset * 1_000) {
      used = 0;
      reset = nextHour();
    }
    return { limit: hourlyLimit, remaining: Math.max(0, hourlyLimit - used), used, reset };
  };
  return {
    count: () => {
      read();
      used += 1;
    },
    read,
  };
}

function nextHour(): number {
  return Math.floor(Date.now() / 1_000) + 3_600;
}
