import type { Declared, Manifest } from './locked.ts';
import { sourceOfSpec } from './locked.ts';

/** A requirements file of pip: packages, addresses, indexes and digests. */
export function readRequirements(content: string): Manifest {
  const declared: Declared[] = [];
  const indexes: string[] = [];
  for (const line of content
    .replace(/\\\r?\n/g, ' ')
    .split('\n')
    .map(withoutComment)) {
    if (line === '') continue;
    if (line.startsWith('-') && !/^-(e|-editable)[\s=]/.test(line)) {
      const index =
        /^(?:-i|-f|--(?:index-url|extra-index-url|find-links|trusted-host|proxy))[\s=]+(\S+)/.exec(
          line,
        );
      if (index?.[1]) indexes.push(index[1]);
      else indexes.push(line.slice(0, 200));
    } else declared.push(requirement(line.replace(/^-(e|-editable)[\s=]+/, '')));
  }
  return { declared, installScripts: [], indexes };
}

function withoutComment(line: string): string {
  return line.replace(/(^|\s)#.*$/, '').trim();
}

function requirement(line: string): Declared {
  const integrity = [...line.matchAll(/--hash[=\s]+(\w+):(\S+)/g)].map(
    ([, algorithm, value]) => `${algorithm}-${value}`,
  );
  const plain = line.replace(/--hash[=\s]+\S+/g, '').trim();
  const direct = /^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?\s*@\s*(\S+)/.exec(plain);
  if (direct) return declaredAt(direct[1] ?? '', direct[2] ?? '', integrity);
  const name = /^[A-Za-z0-9._-]+(?=\s*(\[|[<>=!~;]|$))/.exec(plain)?.[0];
  if (name === undefined) return declaredAt(plain.split(/[\s#]/, 1)[0] ?? plain, plain, integrity);
  return {
    name: pythonName(name),
    spec: plain.slice(name.length).trim(),
    source: 'registry',
    integrity: integrity.sort(),
  };
}

function declaredAt(name: string, address: string, integrity: readonly string[]): Declared {
  const source = sourceOfSpec(address);
  return {
    name: pythonName(name),
    spec: address,
    // `./wheels/x.whl` and `owner/name` are both paths to pip.
    source: source === 'registry' || !address.includes(':') ? 'local' : source,
    integrity: [...integrity].sort(),
  };
}

/** `Foo_Bar.baz` and `foo-bar-baz` are one package. */
export function pythonName(name: string): string {
  return name.toLowerCase().replace(/[-_.]+/g, '-');
}
