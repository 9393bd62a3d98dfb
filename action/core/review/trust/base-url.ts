/** An address as it is compared and as it is called: the same text for both. */
export type BaseUrl =
  | { readonly kind: 'base-url'; readonly url: string }
  /** `reason` ends a sentence that begins with the name of the setting. */
  | { readonly kind: 'malformed'; readonly reason: string };

/** Everything that one reader takes out or turns around and another one does not. */
const ambiguous = /[\s\\\p{C}]/u;

/**
 * The one spelling of a base URL: scheme and host in lower case and in ASCII (IDNA), numbers
 * of IPv4 written out, no default port, no dot segments, percent-encodings in upper case, no
 * slash at the end. Whoever calls the provider calls this text, so that what was compared is
 * what is called. User and password, a query or a fragment are refused: they are no part of
 * an endpoint, and the first is a classic disguise (`https://good@evil`).
 */
export function readBaseUrl(text: string): BaseUrl {
  const trimmed = text.trim();
  if (trimmed === '') return malformed('is empty');
  if (ambiguous.test(trimmed))
    return malformed('holds white space, a backslash or an invisible character');
  if (!/^https?:\/\/[^/]/i.test(trimmed))
    return malformed('does not begin with http:// or https:// and a host');
  if (!URL.canParse(trimmed)) return malformed('is no address that could be called');
  const url = new URL(trimmed);
  if (trimmed.split('/')[2]?.includes('@')) return malformed('holds a user or a password');
  if (/[?#]/.test(trimmed)) return malformed('has a query or a fragment');
  if (url.hostname.includes('*'))
    return malformed('has a wildcard, and only exact addresses count');
  return { kind: 'base-url', url: `${url.origin}${pathOf(url)}` };
}

/** `readBaseUrl` for who needs no reason. */
export function normalizeBaseUrl(text: string): string | undefined {
  const read = readBaseUrl(text);
  return read.kind === 'base-url' ? read.url : undefined;
}

function pathOf({ pathname }: URL): string {
  return pathname
    .replaceAll(/%[0-9a-f]{2}/gi, (escaped) => escaped.toUpperCase())
    .replace(/\/+$/, '');
}

function malformed(reason: string): BaseUrl {
  return { kind: 'malformed', reason };
}

/** Whether an address is on this machine or in a network of one's own, by its text alone. */
export function isPrivateHost(baseUrl: string): boolean {
  const host = new URL(baseUrl).hostname;
  if (host === 'localhost' || /\.(localhost|local|internal|lan|home\.arpa)$/.test(host))
    return true;
  if (/^\[(::1\]|f[cd][0-9a-f]{2}:|fe[89ab][0-9a-f]:)/.test(host)) return true;
  // A name without a dot is not one of the public DNS.
  if (!/^\d+(\.\d+){3}$/.test(host)) return /^[a-z0-9-]+$/.test(host);
  return /^(127|10)\.|^192\.168\.|^169\.254\.|^172\.(1[6-9]|2\d|3[01])\./.test(host);
}
