/** For monitors: the process answers. Says nothing about what it is configured with. */
export function GET(): Response {
  return Response.json({ status: 'ok' });
}
