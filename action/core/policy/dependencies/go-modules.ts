import type { Declared, Locked, Manifest } from './locked.ts';

/** `go.sum`: module, version, digest. */
export function readGoSum(content: string): readonly Locked[] {
  const modules = new Map<string, Locked>();
  for (const line of content.split('\n')) {
    if (line.trim() === '') continue;
    const [name, version, digest, ...more] = line.trim().split(/\s+/);
    if (!name || !version || !digest || more.length > 0)
      throw new SyntaxError('not a line of go.sum');
    const key = `${name} ${version}`;
    const known = modules.get(key)?.integrity ?? [];
    modules.set(key, {
      name,
      version,
      source: 'registry',
      address: undefined,
      integrity: [...known, digest.replace(':', '-')].sort(),
      runsAtInstall: undefined,
    });
  }
  return [...modules.values()];
}

/** `go.mod`: what is required, and what is replaced by something else. */
export function readGoMod(content: string): Manifest {
  const statements = statementsOf(content);
  const where = (verb: string) =>
    statements.filter(([first]) => first === verb).map(([, ...words]) => words);
  return {
    declared: [
      ...where('require').map(([name = '', version = '']) => required(name, version)),
      ...where('replace').map(replaced),
    ],
    installScripts: [],
    indexes: where('toolchain').map(([name = '']) => `toolchain:${name}`),
  };
}

/** Every statement as words, its verb first; a block repeats its verb. */
function statementsOf(content: string): readonly (readonly string[])[] {
  const statements: (readonly string[])[] = [];
  let block: string | undefined;
  for (const raw of content.split('\n')) {
    const line = raw.replace(/\/\/.*$/, '').trim();
    const opened = /^(\w+)\s*\($/.exec(line);
    if (opened) block = opened[1];
    else if (line === ')') block = undefined;
    else if (line !== '') statements.push([...(block ? [block] : []), ...line.split(/\s+/)]);
  }
  return statements;
}

function required(name: string, spec: string): Declared {
  return { name, spec, source: 'registry', integrity: [] };
}

function replaced(words: readonly string[]): Declared {
  const arrow = words.indexOf('=>');
  const target = words.slice(arrow + 1).join(' ');
  const local = /^\.{0,2}\//.test(target);
  return {
    name: `${words[0] ?? ''} (replaced)`,
    spec: target,
    source: local ? 'local' : 'git',
    integrity: [],
  };
}
