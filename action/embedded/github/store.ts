import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { GitHubState } from './state.ts';

export interface Store {
  readonly state: GitHubState;
  nextId(): number;
  /** Issues and pull requests share one sequence, as on GitHub. */
  nextNumber(): number;
  /** Writes the state to disk; called after every change, before the answer goes out. */
  save(): void;
}

const empty = {
  schemaVersion: 1,
  lastId: 2_700_000_000,
  lastNumber: 0,
  issues: [],
  comments: [],
  reactions: [],
  checks: [],
  pulls: [],
  dispatches: [],
} as const;

/** One JSON file, replaced as a whole, so that a killed process leaves the old or the new one. */
export function openStore(stateDir: string): Store {
  const file = join(stateDir, 'github.json');
  mkdirSync(stateDir, { recursive: true });
  const state = GitHubState.parse(
    existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : empty,
  );
  return {
    state,
    nextId: () => {
      state.lastId += 1;
      return state.lastId;
    },
    nextNumber: () => {
      state.lastNumber += 1;
      return state.lastNumber;
    },
    save: () => {
      writeFileSync(`${file}.new`, JSON.stringify(state));
      renameSync(`${file}.new`, file);
    },
  };
}
