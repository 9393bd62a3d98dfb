import type { FoundSecret } from '../policy/find-secrets.ts';

/**
 * Somebody else's rules for credentials, beside our own. Contract: works on the trusted side, on
 * texts only (no path, no name reaches it), keeps nothing, and answers where a secret is and
 * never what it is. One list for every text, in their order. What it can not look through is a
 * `Failure`: the caller then says that nobody looked, never that it is clean.
 */
export interface SecretScanner {
  /** Stands in front of its rules and names it where it could not look. */
  readonly name: string;
  /**
   * Words of which a text has to hold one before a rule of this scanner can find anything in it;
   * it is not asked about others. Absent: it is asked about every text.
   */
  readonly needs?: {
    /** Written so. */
    readonly exact: readonly string[];
    /** In lower case; the text may have them in any. Three characters at least. */
    readonly caseless: readonly string[];
  };
  scan(texts: readonly string[]): Promise<readonly (readonly FoundSecret[])[]>;
}
