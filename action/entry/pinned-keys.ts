import { PinnedKeys, pinnedKeysPath } from '../domain/dsse-envelope.ts';
import { Failure } from '../domain/failure.ts';
import type { GitHubOptions } from '../plugins/github/client.ts';
import { readDefaultBranchFile } from '../plugins/github/default-branch-file.ts';

/** The keys that the default branch pins now; undefined where it pins none. */
export async function readPinnedKeys(
  access: GitHubOptions,
  repository: { readonly owner: string; readonly name: string },
): Promise<PinnedKeys | undefined> {
  const text = await readDefaultBranchFile(access, repository, pinnedKeysPath);
  return text === undefined ? undefined : parsePinnedKeys(text, pinnedKeysPath);
}

/** Twenty keys with comments have less than a tenth of it. */
const longestText = 64 * 1024;

/** Throws `Failure` for a file that is not one of pinned keys: a typing error pins nothing. */
export function parsePinnedKeys(text: string, path: string): PinnedKeys {
  if (text.length > longestText) throw unread(path, `it is longer than ${longestText} characters`);
  const parsed = PinnedKeys.safeParse(json(text));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw unread(path, `${issue?.path.join('.') || 'file'}: ${issue?.message}`);
}

function unread(path: string, because: string): Failure {
  return new Failure({
    code: 'misconfigured',
    tell: `${path}: ${because}. Write what docs/deploy.md says, or remove the file to pin no key.`,
  });
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
