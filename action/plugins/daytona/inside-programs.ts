/** Programs of ours that run inside a sandbox, by its own Node. */
export interface InsidePrograms {
  /** Source as it is, or compiled. */
  readonly language: 'mts' | 'mjs';
  /** Tries to get out. */
  readonly probe: Uint8Array;
  /** Stands between a long-running process and the vendor's transport. */
  readonly shim: Uint8Array;
}
