import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';

/** Error body of the control plane. */
export function apiError(
  context: Context,
  statusCode: ContentfulStatusCode,
  error: string,
  message: string,
): Response {
  const timestamp = new Date().toISOString();
  return context.json(
    { path: context.req.path, timestamp, statusCode, error, message },
    statusCode,
  );
}

export function sandboxNotFound(context: Context): Response {
  const id = context.req.param('id');
  return apiError(context, 404, 'Not Found', `Sandbox with ID or name ${id} not found`);
}

/** Error body of a sandbox's own daemon. */
export function daemonError(
  context: Context,
  statusCode: ContentfulStatusCode,
  code: string,
  message: string,
): Response {
  const { path, method } = context.req;
  return context.json(daemonErrorBody({ statusCode, code, message, path, method }), statusCode);
}

export function daemonErrorBody(fields: {
  statusCode: number;
  code: string;
  message: string;
  path: string;
  method: string;
}): object {
  return { ...fields, source: 'DAYTONA_DAEMON', timestamp: new Date().toISOString() };
}
