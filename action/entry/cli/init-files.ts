import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Failure } from '../../domain/failure.ts';
import type { ConfigFile } from '../config-schema.ts';
import { type ProfileName, profiles } from './init-profiles.ts';

/** A file that `init` writes, `path` from the repository's top. */
export interface WantedFile {
  readonly path: string;
  readonly content: string;
}

export function filesOf(profile: ProfileName, packageRoot: string): readonly WantedFile[] {
  return [
    ...profiles[profile].workflows.map(({ example, target }) => ({
      path: target,
      content: readExample(packageRoot, example),
    })),
    { path: '.github/patchplane.yml', content: policy },
    { path: 'patchplane.config.json', content: `${JSON.stringify(config, null, 2)}\n` },
  ];
}

/** Generated files only ever live below this folder. */
export const ignored = '.patchplane/';

const config = {
  version: 1,
  agent: { provider: 'anthropic', model: 'claude-sonnet-4-5' },
  budgets: { seconds: 900, modelRequests: 50, usd: 5 },
  label: 'patchplane',
  rateLimit: '10/1h',
} as const satisfies ConfigFile;

const policy = `# The place of PatchPlane's policy for this repository. It stands beside the workflow, not in
# .patchplane/, which holds generated files only. A patch that changes this file is judged by
# the policy of the base commit, and always by a person.
version: 1
`;

function readExample(packageRoot: string, name: string): string {
  try {
    return readFileSync(join(packageRoot, 'examples', 'workflows', name), 'utf8');
  } catch (cause) {
    throw new Failure({
      code: 'not-found',
      tell: `The example workflow ${name} is missing beside this program: install PatchPlane whole.`,
      cause,
    });
  }
}
