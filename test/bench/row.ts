/** One measured figure, with what it is compared to in the same run. */
export interface Row {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** The same work done by the least that anyone could do; absent where there is no such thing. */
  readonly reference?: number;
  /** `value` to `reference`. */
  readonly ratio?: number;
  readonly target: string;
  /** Undefined where the figure has no target. */
  readonly holds: boolean | undefined;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

/** Three digits are more than a noisy machine can tell. */
export function rounded(value: number): number {
  return Number(value.toPrecision(3));
}
