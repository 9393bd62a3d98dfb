import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { keyIdOf, pinnedKeysPath } from '../../domain/dsse-envelope.ts';
import { Failure } from '../../domain/failure.ts';
import type { ProposeInputs } from '../job-inputs.ts';
import { parsePinnedKeys } from '../pinned-keys.ts';
import { type AskApp, checkAppAnswers } from './app-readiness.ts';
import { type Check, green, red, skipped } from './check.ts';

/** Whether approvals of the app need its signature in this repository; nothing where no app decides. */
export function checkPinnedKeys(
  folder: string,
  { decision }: Pick<ProposeInputs, 'decision'>,
): readonly Check[] {
  if (decision.kind !== 'app') return [];
  try {
    const names = pinnedIn(folder);
    if (!names)
      return [
        skipped(
          'pinned-keys',
          `${pinnedKeysPath} is not there: approvals are taken without a signature (docs/deploy.md, step 6)`,
        ),
      ];
    const short = names.map((name) => name.slice(0, 12)).join(', ');
    return [green('pinned-keys', `approvals have to be signed by ${short}`)];
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return [
      red(
        'pinned-keys',
        error.tell,
        'node approval-app/server/print-keys.ts server.pem signing.pem',
      ),
    ];
  }
}

/** The steps of docs/deploy.md, as the app that was deployed answers for them. */
export async function checkApp(
  folder: string,
  { decision }: Pick<ProposeInputs, 'decision'>,
  ask: AskApp,
): Promise<readonly Check[]> {
  if (decision.kind !== 'app' || !URL.canParse(decision.url)) return [];
  return checkAppAnswers(decision.url, await ask(decision.url), readablePins(folder));
}

/** A file that can not be read is told of by `checkPinnedKeys`; it pins none of the app's keys. */
function readablePins(folder: string): readonly string[] | undefined {
  try {
    return pinnedIn(folder);
  } catch {
    return [];
  }
}

/** Ids of the keys that the folder pins; undefined where it pins none. Throws `Failure`. */
function pinnedIn(folder: string): readonly string[] | undefined {
  const path = join(folder, pinnedKeysPath);
  if (!existsSync(path)) return undefined;
  const { keys } = parsePinnedKeys(readFileSync(path, 'utf8'), pinnedKeysPath);
  return keys.map(({ publicKey }) => keyIdOf(Buffer.from(publicKey, 'base64')));
}
