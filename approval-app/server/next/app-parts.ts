import 'server-only';
import { createDispatcher } from '../dispatch.ts';
import { readEnvironment } from '../environment.ts';
import { createLedger } from '../ledger.ts';
import { createWorkspaceLedger } from '../workspace-ledger.ts';

let parts: ReturnType<typeof make> | undefined;

/** What the pages stand on, made once in a process. Throws with every problem of the environment. */
export function appParts() {
  parts ??= make();
  return parts;
}

function make() {
  const read = readEnvironment(process.env);
  if ('problems' in read)
    throw new Error(`the approval app is not configured:\n${read.problems.join('\n')}`);
  const { options } = read;
  return {
    options,
    ledger: createLedger(options.convexUrl),
    workspace: createWorkspaceLedger(options.convexUrl),
    artifacts: options.artifacts,
    dispatcher: createDispatcher(options.dispatch),
  };
}
