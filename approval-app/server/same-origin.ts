/**
 * Whether a request that could change something comes from a page of ours. Browsers name the
 * page's origin with every POST, and most say how it relates to us (Fetch Metadata); a request
 * that names no origin, or another, or is called foreign by its own browser, goes no further.
 */
export function isOwnRequest(request: Request, publicUrl: string): boolean {
  if (request.method === 'GET' || request.method === 'HEAD') return true;
  const site = request.headers.get('sec-fetch-site');
  if (site !== null && site !== 'same-origin') return false;
  return request.headers.get('origin') === new URL(publicUrl).origin;
}
