/** Ends a verification: the message is the first thing that does not hold. */
export class DoesNotHold extends Error {}

export function must(condition: boolean, because: string): asserts condition {
  if (!condition) throw new DoesNotHold(because);
}
