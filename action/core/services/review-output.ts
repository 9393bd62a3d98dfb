/** Where artifacts go. Contract: files are replaced whole, and no link is followed on the way. */
export interface ReviewOutput {
  /** Writes these files and removes those of earlier reviews that are named in `stale`. */
  write(
    files: readonly { readonly name: string; readonly content: string }[],
    stale: readonly string[],
  ): Promise<void>;
}
