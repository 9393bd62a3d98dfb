import { constants, createInflateRaw } from 'node:zlib';
import { Failure } from '../../domain/failure.ts';

/** The program's own bytes again, out of the pieces that the shim packed. */
export interface Unpacker {
  push(packed: Buffer): void;
  /** Resolves when everything that was pushed is delivered. */
  end(): Promise<void>;
}

/**
 * Delivers at most `maxBytes` and then fails: a few packed bytes may stand for a lot of memory.
 * What is no deflate stream fails, too; it came from where an agent is at home.
 */
export function createUnpacker(
  maxBytes: number,
  deliver: (bytes: Buffer) => void,
  fail: (failure: Failure) => void,
): Unpacker {
  // What a killed program's shim could not finish is delivered as far as it goes.
  const inflate = createInflateRaw({ finishFlush: constants.Z_SYNC_FLUSH });
  const { promise: done, resolve } = Promise.withResolvers<void>();
  let bytes = 0;
  inflate.on('data', (piece: Buffer) => {
    bytes += piece.length;
    if (bytes <= maxBytes) return deliver(piece);
    inflate.destroy();
    fail(tooMuch(maxBytes));
  });
  inflate.on('error', (cause) => fail(unreadable(cause)));
  inflate.on('end', resolve).on('close', resolve);
  return {
    push(packed) {
      if (!inflate.destroyed) inflate.write(packed);
    },
    end() {
      if (!inflate.destroyed) inflate.end();
      return done;
    },
  };
}

function tooMuch(maxBytes: number): Failure {
  return new Failure({
    code: 'too-large',
    tell: `A process in the sandbox wrote more than ${maxBytes} bytes and was stopped; raise the output budget if that was wanted.`,
  });
}

function unreadable(cause: unknown): Failure {
  return new Failure({
    code: 'invalid-answer',
    tell: 'The output of a process in the sandbox was damaged on its way, so nothing of it is believed; run the request again.',
    retryable: true,
    cause,
  });
}
