import { readdirSync } from 'node:fs';

export interface PublicFunction {
  readonly kind: 'query' | 'mutation' | 'action';
  /** `module:function`, with folders: as a client calls it. */
  readonly name: string;
}

/**
 * Every function that anybody on the network can call: found by loading each module of the folder
 * as the deployment does, however deep it lies and whatever made the function.
 */
export async function publicFunctionsIn(folder: URL): Promise<PublicFunction[]> {
  const found: PublicFunction[] = [];
  for (const path of modulesIn(folder)) {
    const module: object = await import(new URL(path, folder).href);
    for (const [name, exported] of Object.entries(module)) {
      const kind = kindOf(exported);
      if (kind) found.push({ kind, name: `${path.replace(/\.[cm]?[jt]sx?$/, '')}:${name}` });
    }
  }
  return found;
}

function modulesIn(folder: URL): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => /\.[cm]?[jt]sx?$/.test(path) && !path.endsWith('.d.ts'))
    .filter((path) => !path.startsWith('_generated/'))
    .sort();
}

/** A route over HTTP counts: it is as public as a function can be, and nobody checks its caller. */
function kindOf(exported: unknown): PublicFunction['kind'] | undefined {
  if (exported === null || !['function', 'object'].includes(typeof exported)) return undefined;
  const marks = Object(exported);
  if (Reflect.get(marks, 'isHttp') === true || Reflect.get(marks, 'isRouter') === true)
    return 'action';
  if (Reflect.get(marks, 'isPublic') !== true) return undefined;
  if (Reflect.get(marks, 'isQuery') === true) return 'query';
  return Reflect.get(marks, 'isMutation') === true ? 'mutation' : 'action';
}
