import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../house/tree.ts';

/** A repository with the example workflows, the action as users get it, and room for a runner. */
export interface Stage {
  readonly repository: string;
  readonly home: string;
  /** What `patchplane/action@v1` is. */
  readonly action: string;
  readonly uploadArtifact: string;
  readonly artifacts: string;
  artifactNames(): readonly string[];
  /** Writes a file beside the repository and returns its path. */
  write(name: string, text: string): string;
  /** Puts a program in the place of the action's own door. */
  replaceDoor(program: string): void;
  close(): void;
}

export function openStage(distDir: string): Stage {
  const folder = mkdtempSync(join(tmpdir(), 'patchplane-act-'));
  const at = (...path: string[]) => join(folder, ...path);
  for (const name of ['repository', 'home', 'action', 'artifacts']) mkdirSync(at(name));
  cpSync(join(root, 'action.yml'), at('action', 'action.yml'));
  cpSync(distDir, at('action', 'dist'), { recursive: true });
  const workflows = at('repository', '.github', 'workflows');
  cpSync(join(root, 'examples', 'workflows'), workflows, { recursive: true });
  makeRepository(at('repository'));
  return {
    repository: at('repository'),
    home: at('home'),
    action: at('action'),
    uploadArtifact: join(root, 'test', 'runner', 'upload-artifact'),
    artifacts: at('artifacts'),
    artifactNames: () => readdirSync(at('artifacts')).sort(),
    write: (name, text) => {
      writeFileSync(at(name), text);
      return at(name);
    },
    replaceDoor: (program) => writeFileSync(at('action', 'dist', 'action', 'index.js'), program),
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** What act takes the names of repository and branch from. */
function makeRepository(folder: string): void {
  const person = ['-c', 'user.name=test', '-c', 'user.email=test@example.invalid'];
  const git = (...argv: string[]) =>
    execFileSync('git', ['-C', folder, ...person, ...argv], { stdio: 'pipe' });
  git('init', '--quiet', '--initial-branch=main');
  git('remote', 'add', 'origin', 'https://github.com/acme/pagination.git');
  git('add', '--all');
  git('commit', '--quiet', '--message=workflows');
}
