import type { EnvironmentVariable, VariableFormat } from '../core/services/plugin-metadata.ts';

/**
 * What is wrong with a value, undefined when nothing is. Never quotes the value: it may be a
 * secret that somebody put into the wrong variable.
 */
export function wrongWith(variable: EnvironmentVariable, value: string): string | undefined {
  const { format, choices, name } = variable;
  // A private key is the one value that has lines.
  if (!(name.endsWith('PRIVATE_KEY') ? /^[^\0]*$/ : /^\P{Cc}*$/u).test(value))
    return 'holds a line break or another control character';
  if (choices && !choices.includes(value)) return `must be one of ${choices.join(', ')}`;
  return formats[format].holds(value) ? undefined : `must be ${formats[format].shape}`;
}

const above = (pattern: RegExp) => (text: string) => pattern.test(text) && Number(text) > 0;

const formats: Readonly<
  Record<VariableFormat, { readonly shape: string; readonly holds: (text: string) => boolean }>
> = {
  text: { shape: 'a text', holds: () => true },
  url: { shape: 'an http(s) address without user and password', holds: isPlainAddress },
  number: { shape: 'a number above 0', holds: above(/^\d{1,12}(\.\d{1,6})?$/) },
  integer: { shape: 'a whole number above 0', holds: above(/^\d{1,15}$/) },
  'full-name': {
    shape: 'owner/name',
    holds: (text) => /^[A-Za-z0-9._-]{1,100}\/[A-Za-z0-9._-]{1,100}$/.test(text),
  },
  boolean: { shape: 'true or false', holds: (text) => truthOf(text) !== undefined },
  'id-list': {
    shape: 'numbers with commas between them',
    holds: (text) => /^\s*[1-9]\d{0,14}\s*(,\s*[1-9]\d{0,14}\s*)*$/.test(text),
  },
  'workflow-list': {
    shape: 'files like .github/workflows/patchplane.yml, with commas between them',
    holds: (text) => text.split(',').every((file) => workflowFile.test(file.trim())),
  },
  rate: {
    shape: 'a number, a slash and a time, like 10/1h (s, m, h or d)',
    holds: (text) => rateOf(text) !== undefined,
  },
  'run-id': {
    shape: 'a run id: run- and 16 hex digits',
    holds: (text) => /^run-[0-9a-f]{16}$/.test(text),
  },
};

const workflowFile = /^\.github\/workflows\/[A-Za-z0-9._-]{1,200}\.ya?ml$/;

/** Only what clearly says so. */
export function isTrue(text: string): boolean {
  return truthOf(text) === true;
}

export function truthOf(text: string): boolean | undefined {
  if (/^(true|1|yes|on)$/i.test(text)) return true;
  return /^(false|0|no|off)$/i.test(text) ? false : undefined;
}

const seconds: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3_600, d: 86_400 };

/** `10/1h` is ten runs in 3,600 seconds. */
export function rateOf(
  text: string,
): { readonly runs: number; readonly windowSeconds: number } | undefined {
  const [, runs, time, unit = ''] = /^([1-9]\d{0,4})\/([1-9]\d{0,4})?([smhd])$/.exec(text) ?? [];
  const second = seconds[unit];
  if (runs === undefined || second === undefined) return undefined;
  return { runs: Number(runs), windowSeconds: Number(time ?? 1) * second };
}

function isPlainAddress(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !['http:', 'https:'].includes(url.protocol)) return false;
  return `${url.username}${url.password}` === '';
}
