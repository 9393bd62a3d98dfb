import { bad } from './flag-checks.ts';

const ours = ['decide', 'override', 'out', 'repo', 'task', 'cassette', 'max-seconds', 'max-usd'];

/**
 * `npm start --decide approve` gives the flag to npm, which keeps it to itself: the loop would
 * start and wait for a person instead. npm shows what it took in the environment.
 */
export function requireFlagsForUs(environment: Readonly<Record<string, string | undefined>>): void {
  if (environment['npm_lifecycle_event'] !== 'start') return;
  const taken = ours.find(
    (name) => environment[`npm_config_${name.replaceAll('-', '_')}`] !== undefined,
  );
  if (taken)
    throw bad(
      `npm took --${taken} for itself. Put -- before the flags: npm start -- --${taken} ...`,
    );
}
