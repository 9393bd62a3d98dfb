import { Failure } from '../../domain/failure.ts';

/** The result, or `Failure` `timeout` when it does not come in time. The work itself goes on. */
export async function within<Result>(
  milliseconds: number,
  tell: string,
  work: Promise<Result>,
): Promise<Result> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(
    () => late.reject(new Failure({ code: 'timeout', tell, retryable: true })),
    milliseconds,
  );
  try {
    return await Promise.race([work, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}
