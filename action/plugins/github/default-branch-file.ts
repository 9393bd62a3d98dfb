import { z } from 'zod';
import { Failure } from '../../domain/failure.ts';
import { createClient, type GitHubOptions } from './client.ts';

/** GitHub gives no content of a file above 1 MB, and lists a folder. */
const FileAnswer = z.union([
  z.object({ type: z.literal('file'), encoding: z.literal('base64'), content: z.string() }),
  z.object({ type: z.string() }).transform(() => undefined),
  z.array(z.unknown()).transform(() => undefined),
]);

/**
 * A file as the default branch has it now; undefined where there is none. What is on the runner
 * is not asked: it may be the checkout of a pull request. Throws `Failure` `misconfigured` for what
 * is there and can not be read as a file.
 */
export async function readDefaultBranchFile(
  options: GitHubOptions,
  { owner, name }: { readonly owner: string; readonly name: string },
  path: string,
): Promise<string | undefined> {
  try {
    const file = await createClient(options).call(
      {
        route: 'GET /repos/{owner}/{repo}/contents/{path}',
        doing: `read ${path}`,
        needs: 'contents: read',
      },
      { owner, repo: name, path },
      FileAnswer,
    );
    if (!file)
      throw new Failure({
        code: 'misconfigured',
        tell: `${path} on the default branch is not a file of at most 1 MB. Put one there, or remove it.`,
      });
    return Buffer.from(file.content, 'base64').toString('utf8');
  } catch (error) {
    if (error instanceof Failure && error.code === 'not-found') return undefined;
    throw error;
  }
}
