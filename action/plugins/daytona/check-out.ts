import { spellingsOf } from '../../core/policy/secret-spellings.ts';
import type { ProvisionRequest, Sandbox } from '../../core/services/sandbox-service.ts';
import { Failure } from '../../domain/failure.ts';
import { type DaytonaClient, transfer } from './daytona-client.ts';
import { execute } from './execute.ts';

/** Read access for one clone; never stored in the sandbox. */
export interface CloneCredential {
  readonly token: string;
  /** What it is, for the record: whose, what it may do, when it ends. */
  readonly describe: string;
}

/** Where the code comes from. */
export interface Source {
  readonly cloneUrl: (owner: string, name: string) => string;
  readonly cloneToken?: string;
  /** Asked for each checkout, in place of `cloneToken`: the narrower and shorter, the better. */
  readonly cloneCredential?: () => Promise<CloneCredential>;
}

/**
 * Exactly one commit, detached, and no token left behind. Nothing hostile ran yet, so the
 * sandbox's git can be asked; what it says later is never believed. Answers with facts for
 * the record: the commit that was read back, and with what it was fetched.
 */
export async function checkOut(
  client: DaytonaClient,
  source: Source,
  sandbox: Sandbox,
  { owner, name, commit }: ProvisionRequest['checkout'],
): Promise<{ readonly headBefore: string; readonly cloneCredential: string }> {
  const credential = await credentialOf(source);
  await clone(client, sandbox, {
    url: source.cloneUrl(owner, name),
    commit,
    token: credential?.token,
  });
  const look = await execute({ client, now: Date.now }, sandbox, {
    argv: ['sh', '-c', lookScript, 'sh', ...placesOfCredentials],
    timeoutSeconds: 60,
    maxOutputBytes: 8 * 1024 * 1024,
  });
  const headBefore = Buffer.from(look.stdout.subarray(0, commit.length)).toString('latin1');
  if (look.exitCode !== 0 || headBefore !== commit) {
    throw new Failure({
      code: 'invalid-answer',
      tell: `The sandbox does not hold commit ${commit.slice(0, 12)} after the clone; check that the commit is still reachable.`,
    });
  }
  if (look.truncated) {
    throw new Failure({
      code: 'invalid-answer',
      tell: 'The checkout has more git settings than can be looked through for the access token, so the sandbox was given up; look for what fills .git/config or .git/info.',
    });
  }
  if (credential && holds(look.stdout, credential.token)) {
    throw new Failure({
      code: 'tampered',
      tell: 'The clone left the access token in the sandbox, so the sandbox was given up; report this to whoever runs Daytona.',
    });
  }
  return { headBefore, cloneCredential: credential?.describe ?? 'none' };
}

/** What an earlier try left is in the way of the next one. */
async function clone(
  client: DaytonaClient,
  { id, workspace }: Sandbox,
  { url, commit, token }: { url: string; commit: string; token: string | undefined },
): Promise<void> {
  const user = token === undefined ? undefined : 'x-access-token';
  let tries = 0;
  await client.inside(
    id,
    'clone the repository',
    async ({ fs, git }) => {
      tries += 1;
      if (tries > 1) await fs.deleteFile(workspace, true).catch(() => undefined);
      await git.clone(url, workspace, undefined, commit, user, token);
    },
    transfer(client),
  );
}

async function credentialOf(source: Source): Promise<CloneCredential | undefined> {
  if (source.cloneCredential) return await source.cloneCredential();
  if (source.cloneToken === undefined) return undefined;
  return { token: source.cloneToken, describe: "the job's own token" };
}

/** Everything that git, or a helper of it, keeps a credential in. */
const placesOfCredentials = [
  ...['.git/config', '.git/FETCH_HEAD', '.git/packed-refs', '.git/credentials', '.git/logs'],
  ...['.git/info', '.git/hooks', '.gitmodules'],
];

/** The token is not told to the sandbox to be looked for: what could hold it is looked at here. */
const lookScript = `git rev-parse HEAD || exit
git config --list --show-origin
git remote --verbose
for place in "$@" "$HOME/.git-credentials" "$HOME/.gitconfig" "$HOME/.netrc" "$HOME/.config/git"; do
  [ -e "$place" ] && find "$place" -type f ! -name '*.sample' -size -128k -exec cat {} +
done
for process in /proc/[0-9]*; do cat "$process/environ" "$process/cmdline" 2>/dev/null; done
exit 0`;

/** In whatever spelling a program gives it: as it is, or as basic authentication writes it. */
function holds(bytes: Uint8Array, token: string): boolean {
  const text = Buffer.from(bytes);
  return [token, `x-access-token:${token}`]
    .flatMap(spellingsOf)
    .some((spelling) => text.includes(Buffer.from(spelling)));
}
