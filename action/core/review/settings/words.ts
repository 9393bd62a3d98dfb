import type { z } from 'zod';

export type Words = Readonly<Record<string, string | undefined>>;

/**
 * Reads words that people wrote, by name, and collects what is wrong with them. A word that is
 * empty counts as not given: that is what an unset variable looks like in CI.
 */
export class WordReader {
  /** `NAME is "x". It needs ...`; a name is what its owner wrote, a value is cut. */
  readonly problems: string[] = [];
  /** Names of limits that are none: those end a review with a code of their own. */
  readonly invalidLimits: string[] = [];
  readonly #words: Words;
  readonly #spell: (name: string) => string;

  /** `spell` makes the name that a word stands under out of ours: `MODE`, `--mode`. */
  constructor(words: Words, spell: (name: string) => string) {
    this.#words = words;
    this.#spell = spell;
  }

  text(name: string): string | undefined {
    return this.#words[this.#spell(name)]?.trim() || undefined;
  }

  word<Value>(name: string, schema: z.ZodType<Value>, needs: string): Value | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    const parsed = schema.safeParse(text.toLowerCase());
    if (parsed.success) return parsed.data;
    this.#wrong(name, text, needs);
    return undefined;
  }

  boolean(name: string): boolean | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    if (/^(true|1|yes|on)$/i.test(text)) return true;
    if (/^(false|0|no|off)$/i.test(text)) return false;
    this.#wrong(name, text, 'true or false');
    return undefined;
  }

  /** Above zero and at most `most`. */
  decimal(name: string, most: number): number | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    const value = /^\d+(\.\d+)?$|^\.\d+$/.test(text) ? Number(text) : Number.NaN;
    if (value > 0 && value <= most) return value;
    this.#wrong(name, text, `a number above 0, at most ${most}`);
    return undefined;
  }

  whole(name: string): number | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    if (isWhole(text)) return Number(text);
    this.#wrong(name, text, 'a whole number above 0');
    return undefined;
  }

  limit(name: string): number | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    if (isWhole(text)) return Number(text);
    this.invalidLimits.push(this.#spell(name));
    return undefined;
  }

  /** Commas between them; one inside braces belongs to its glob. */
  globs(name: string): readonly string[] | undefined {
    return this.text(name)
      ?.split(/,(?![^{]*\})/)
      .map((glob) => glob.trim())
      .filter(Boolean);
  }

  #wrong(name: string, text: string, needs: string): void {
    this.problems.push(
      `${this.#spell(name)} is ${JSON.stringify(text.slice(0, 80))}. It needs ${needs}.`,
    );
  }
}

function isWhole(text: string): boolean {
  return /^\d{1,15}$/.test(text) && Number(text) > 0;
}

/** Variables as they are. */
export function plainWords(words: Words): WordReader {
  return new WordReader(words, (name) => name);
}

export function variableWords(words: Words): WordReader {
  return new WordReader(words, (name) => `AI_REVIEW_${name}`);
}

export function flagWords(words: Words): WordReader {
  return new WordReader(words, (name) => `--${name.toLowerCase().replaceAll('_', '-')}`);
}
