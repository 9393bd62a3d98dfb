/**
 * What every match of a regular expression is made of: one list for each way through its
 * alternatives, of the texts that stand there for certain, in order, uncut between two gaps. A
 * gap is whatever may be several characters, or none. Throws for syntax that it does not know,
 * so that nothing is taken for harmless that nobody understood.
 */
export function textsOfPattern(source: string): readonly (readonly string[])[] {
  const reader = { source, at: 0 };
  const ways = alternatives(reader);
  if (reader.at !== source.length) throw new Error(`not understood: ${source.slice(reader.at)}`);
  return ways.map((way) => way.join('').split(gap).filter(Boolean));
}

/** No pattern has it. */
const gap = '\u{f0000}';

/** One way through: characters and gaps. */
type Way = readonly string[];

interface Reader {
  readonly source: string;
  at: number;
}

function alternatives(reader: Reader): readonly Way[] {
  const ways: Way[] = [...sequence(reader)];
  while (reader.source[reader.at] === '|') {
    reader.at += 1;
    ways.push(...sequence(reader));
  }
  return ways;
}

function sequence(reader: Reader): readonly Way[] {
  let ways: readonly Way[] = [[]];
  while (reader.at < reader.source.length && !'|)'.includes(reader.source[reader.at] ?? '')) {
    const element = quantified(reader, atom(reader));
    ways = ways.flatMap((way) => element.map((more) => [...way, ...more]));
    if (ways.length > 10_000) throw new Error(`too many ways: ${reader.source}`);
  }
  return ways;
}

/** There or not: a way each. More often than that: a gap. */
function quantified(reader: Reader, element: readonly Way[]): readonly Way[] {
  const [sign] = /^(?:[?*+]|\{\d+(?:,\d*)?\})\??/.exec(reader.source.slice(reader.at)) ?? [];
  if (sign === undefined) return element;
  reader.at += sign.length;
  const certain = element.some((way) => way.some((part) => part !== gap));
  if (/^\?/.test(sign) && certain) return [...element, []];
  return /^(?:[?*]|\{0)/.test(sign) ? [[gap]] : element.map((way) => [...way, gap]);
}

function atom(reader: Reader): readonly Way[] {
  const rest = reader.source.slice(reader.at);
  const [around] = /^\(\?<?[=!]/.exec(rest) ?? [];
  const [group] = /^\((?:\?(?::|<[A-Za-z]\w*>))?/.exec(rest) ?? [];
  const opening = around ?? group;
  if (opening === undefined) return token(reader, rest);
  reader.at += opening.length;
  const inside = alternatives(reader);
  if (reader.source[reader.at] !== ')') throw new Error(`not understood: ${rest}`);
  reader.at += 1;
  // What is only looked at is no part of the match, nor does it part what stands beside it.
  return around === undefined ? inside : [[]];
}

function token(reader: Reader, rest: string): readonly Way[] {
  const [one] = /^(?:\[\^?(?:\\.|[^\]\\])+\]|\\p\{\w+\}|\\.|[^()[\]{}|?*+\\])/u.exec(rest) ?? [];
  if (one === undefined) throw new Error(`not understood: ${rest}`);
  reader.at += one.length;
  if (/^(?:\\[bB]|\^|\$)$/.test(one)) return [[]];
  if (/^\\[^A-Za-z0-9]$/.test(one)) return [[one.slice(1)]];
  return /^[^\\[.]$/u.test(one) ? [[one]] : [[gap]];
}
