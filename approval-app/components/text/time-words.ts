const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** `just now`, `4 min ago`, `3 h ago`, `2 days ago`. */
export function ago(at: number, now: number): string {
  const passed = now - at;
  return passed < 45 * second ? 'just now' : `${span(passed)} ago`;
}

/** `23 h`, `4 min`, or `over` once nothing is left. */
export function remaining(until: number, now: number): string {
  return until <= now ? 'over' : span(until - now);
}

/** `3 min 12 s`, `1 h 4 min`: how long something took. */
export function lasted(milliseconds: number): string {
  const seconds = Math.round(milliseconds / second);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min ${seconds % 60} s`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

export function exactTime(at: number): string {
  return new Date(at)
    .toISOString()
    .replace('T', ' ')
    .replace(/\.\d+Z$/, ' UTC');
}

/** `12 h`, `30 min`: a stretch, in its largest unit. */
export function span(milliseconds: number): string {
  if (milliseconds < minute) return `${Math.max(1, Math.floor(milliseconds / second))} s`;
  if (milliseconds < 2 * hour) return `${Math.floor(milliseconds / minute)} min`;
  if (milliseconds < 2 * day) return `${Math.floor(milliseconds / hour)} h`;
  return `${Math.floor(milliseconds / day)} days`;
}
