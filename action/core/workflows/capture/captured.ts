/** What came out of a sandbox either makes sense as a whole or is refused as a whole. */
export type Captured<Value> = { readonly kind: 'captured'; readonly value: Value } | Refused;

export interface Refused {
  readonly kind: 'refused';
  /** One sentence, safe to print. */
  readonly because: string;
}

export function captured<Value>(value: Value): Captured<Value> {
  return { kind: 'captured', value };
}

export function refused(because: string): Refused {
  return { kind: 'refused', because };
}
