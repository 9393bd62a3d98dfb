import { Failure, type FailureCode } from '../../domain/failure.ts';

const signs: readonly (readonly [RegExp, FailureCode, string])[] = [
  [
    /authentication failed|could not read username|returned error: 40[13]/i,
    'auth',
    'the token may not read it',
  ],
  [/transport '.*' not allowed/i, 'misconfigured', 'its address uses a transport that is off'],
  [
    /not our ref|unadvertised object|couldn't find remote ref/i,
    'not-found',
    'it does not have this commit any more',
  ],
  [
    /repository .* not found|does not appear to be a git repository|returned error: 404/i,
    'not-found',
    'it is not there, or the token may not see it',
  ],
  [/fsck error|bad object|corrupt/i, 'invalid-answer', 'what it sent is not sound git data'],
  [
    /unable to update url base from redirection|returned error: 3\d\d/i,
    'conflict',
    'it was renamed',
  ],
];

/**
 * Reads git's stderr (locale C). Unknown words mean `unavailable`: the fetch did not happen,
 * and that is all that is known. The words themselves come from the remote and stay in `cause`.
 */
export function fetchFailure(
  repository: string,
  stderr: string,
  token: string | undefined,
): Failure {
  const words = token ? stderr.replaceAll(token, '[token]') : stderr;
  const cause = new Error(JSON.stringify(words.slice(0, 1_000)));
  const [, code, because] = signs.find(([sign]) => sign.test(words)) ?? [];
  return new Failure({
    code: code ?? 'unavailable',
    retryable: code === undefined,
    tell: `${repository} could not be fetched: ${because ?? 'the forge did not answer as expected'}.`,
    cause,
  });
}
