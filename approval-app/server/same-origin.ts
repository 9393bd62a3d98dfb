/**
 * Whether a request that could change something comes from a page of ours. Browsers name the
 * page's origin with every POST; one that names none, or another, goes no further.
 */
export function isOwnRequest(request: Request, publicUrl: string): boolean {
  if (request.method === 'GET' || request.method === 'HEAD') return true;
  return request.headers.get('origin') === new URL(publicUrl).origin;
}
