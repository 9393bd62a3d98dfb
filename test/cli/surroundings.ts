import type { Surroundings } from '../../action/entry/cli/surroundings.ts';
import { root } from '../house/tree.ts';

export interface Said {
  readonly surroundings: Surroundings;
  readonly out: () => string;
  readonly err: () => string;
}

/** A command's world, with what it says written down. */
export function listen(folder: string, given: Partial<Surroundings> = {}): Said {
  const said = { out: '', err: '' };
  return {
    surroundings: {
      folder,
      json: false,
      colour: false,
      environment: {},
      packageRoot: root,
      write: (text) => {
        said.out += `${text}\n`;
      },
      writeError: (text) => {
        said.err += `${text}\n`;
      },
      ...given,
    },
    out: () => said.out,
    err: () => said.err,
  };
}
