/**
 * What a page of this app may load and do. Scripts carry the nonce of their response, nothing
 * inline runs without it, and no other site may frame a page or take a form from it.
 *
 * Styles may be inline: the diff viewer sets its theme by a style element and colours tokens by
 * attributes, and has no place for a nonce. Nothing that others wrote becomes markup here, and a
 * style could fetch nothing from anywhere else.
 */
export function contentPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "object-src 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/** Of everything that is no page: data, evidence, redirects, refusals. It can do nothing at all. */
export const dataPolicy = "default-src 'none'; frame-ancestors 'none'; sandbox";

/** Headers of every answer, whatever it is. */
export const safetyHeaders: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  // Not "no-referrer": browsers would then send "Origin: null" with a form.
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=()',
  // Browsers take it over https only (RFC 6797, 8.1); on loopback it says nothing.
  'strict-transport-security': 'max-age=31536000',
};
