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
    { path: '.github/patchplane.yml', content: repositoryConfig },
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

const repositoryConfig = `# How PatchPlane works in this repository. It is read from the base commit only: a patch that
# changes this file is judged by what stood here before, and always by a person.
# Its JSON Schema, for editors: action/schema/patchplane.yml.schema.json in PatchPlane's repository.
version: 1

# How a candidate is tested; without it PatchPlane guesses from package.json and the like, and
# says so. Commands are lists, and no shell reads them.
# verification:
#   requirements:
#     - key: unit
#       command: [npx, vitest, run, --reporter=json, '--outputFile={report}']
#       report: { format: vitest, path: unit.json }

# What makes a checkout ready to be tested, and what that may reach.
# environment:
#   setup: [[npm, ci]]
#   allow: [packages.example.com]

# approvals: { required: 1 }
# budgets: { wallSeconds: 900, costUsd: 5 }
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
