import { ConvexError } from 'convex/values';
import type { FailureCode } from '../../action/domain/failure.ts';

/** What a caller gets when a function says no; rolls the whole transaction back. */
export function refusal(
  code: FailureCode,
  message: string,
): ConvexError<{ code: FailureCode; message: string }> {
  return new ConvexError({ code, message });
}
