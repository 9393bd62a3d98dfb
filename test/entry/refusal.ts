import { expect } from 'vitest';
import { Failure } from '../../action/domain/failure.ts';

/** What a person is told when this can not be read; fails where it can. */
export function refusalOf(read: () => unknown): string {
  try {
    read();
  } catch (error) {
    expect(error).toBeInstanceOf(Failure);
    if (!(error instanceof Failure)) throw error;
    expect(error.code).toBe('misconfigured');
    return error.tell;
  }
  throw new Error('it was read all the same');
}
