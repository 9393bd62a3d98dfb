import { Failure } from './failure.ts';

/** Of an error: its class, its code where it has one of ours, and where it came from. No text. */
export interface ErrorFacts {
  readonly type: string;
  /** A failure's code, else `internal`. */
  readonly code: string;
  /** Innermost call first: file names without folders, at most fifty. */
  readonly frames: readonly {
    readonly file: string;
    readonly line: number;
    readonly column: number;
    readonly called?: string;
  }[];
}

/**
 * What may be told of an error to people who operate this. Its text can hold a path, an address
 * or a piece of somebody's output, so it stays where it was thrown.
 */
export function errorFacts(error: unknown): ErrorFacts {
  return {
    type: error instanceof Error ? plainName(error.constructor.name) : 'NotAnError',
    code: error instanceof Failure ? error.code : 'internal',
    frames: error instanceof Error ? framesOf(error.stack ?? '') : [],
  };
}

/** A failure's code, or the class of what was thrown: for a span. */
export function errorType(error: unknown): string {
  const { type, code } = errorFacts(error);
  return error instanceof Failure ? code : type;
}

function framesOf(stack: string): ErrorFacts['frames'] {
  const lines = stack.split('\n').filter((line) => /^\s+at /.test(line));
  return lines.slice(0, 50).flatMap((line) => {
    const place = /([^/\\\s()]+\.[cm]?[jt]sx?):(\d+):(\d+)\)?$/.exec(line);
    if (!place) return [];
    const called = /^\s+at (?:async )?(?:new )?([A-Za-z_$][\w$.]{0,99}) \(/.exec(line)?.[1];
    const [, file = '', row, column] = place;
    return [{ file, line: Number(row), column: Number(column), ...(called ? { called } : {}) }];
  });
}

function plainName(name: string): string {
  return /^[A-Za-z]\w{0,59}$/.test(name) ? name : 'Error';
}
