/**
 * An http(s) address in its one spelling: lower-case scheme and host, no default port, no dot
 * segments, no slash at the end. Undefined where it is none, or holds a user, a query or a
 * fragment: then it is not an address that can be allowed or asked.
 */
export function normalizeBaseUrl(text: string): string | undefined {
  // A parser drops tabs and line breaks inside an address; two spellings are not one entry.
  if (!/^https?:\/\/[\x21-\x7e]+$/i.test(text) || /[?#\\]/.test(text)) return undefined;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || url.username || url.password) return undefined;
  return `${url.protocol}//${url.host}${url.pathname.replace(/\/+$/, '')}`;
}
