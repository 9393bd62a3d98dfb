import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { keyIdOf, pinnedKeysPath } from '../../domain/dsse-envelope.ts';
import { Failure } from '../../domain/failure.ts';
import type { ProposeInputs } from '../job-inputs.ts';
import { parsePinnedKeys } from '../pinned-keys.ts';
import { type Check, green, red, skipped } from './check.ts';

/** Whether approvals of the app need its signature in this repository; nothing where no app decides. */
export function checkPinnedKeys(
  folder: string,
  { decision }: Pick<ProposeInputs, 'decision'>,
): readonly Check[] {
  if (decision.kind !== 'app') return [];
  const path = join(folder, pinnedKeysPath);
  if (!existsSync(path))
    return [
      skipped(
        'pinned-keys',
        `${pinnedKeysPath} is not there: approvals are taken without a signature (docs/deploy.md, step 6)`,
      ),
    ];
  try {
    const { keys } = parsePinnedKeys(readFileSync(path, 'utf8'), pinnedKeysPath);
    const names = keys.map(({ publicKey }) => keyIdOf(Buffer.from(publicKey, 'base64')));
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
