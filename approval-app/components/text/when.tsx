import { ago, exactTime } from './time-words.ts';

/** How long ago; the exact time on hover. `now` comes from the server, so that both draw the same. */
export function When({ at, now }: { readonly at: number; readonly now: number }) {
  return (
    <time dateTime={new Date(at).toISOString()} title={exactTime(at)}>
      {ago(at, now)}
    </time>
  );
}
