import type { MiddlewareHandler } from 'hono';
import type { Access, TokenPermissions } from './caller.ts';
import { type Forge, sameName } from './forge.ts';
import { installationOf } from './installation-state.ts';
import { ApiError, notFound, type RouteVariables } from './reply.ts';

/** Knows the caller by the token. No token and a wrong one are both turned away. */
export function authenticate(forge: Forge): MiddlewareHandler<RouteVariables> {
  return async (context, next) => {
    const header = context.req.header('authorization');
    if (header === undefined) throw new ApiError(401, 'Requires authentication');
    const caller = forge.callers.callerOf(tokenIn(header));
    if (!caller) throw new ApiError(401, 'Bad credentials');
    const installation = caller.app && installationOf(forge, caller.app.slug);
    if (installation?.status === 'removed') throw new ApiError(401, 'Bad credentials');
    if (installation?.status === 'suspended') throw suspended();
    context.set('caller', caller);
    await next();
  };
}

export function suspended(): ApiError {
  return new ApiError(403, 'This installation has been suspended');
}

/** The token of an `Authorization` header, with or without a word before it. */
export function tokenIn(header: string | undefined): string {
  return (header ?? '').replace(/^(bearer|token) /i, '');
}

/** Other repositories do not exist, and neither does this one for a token without any access. */
export function ownRepositoryOnly(forge: Forge): MiddlewareHandler<RouteVariables> {
  return async (context, next) => {
    const { owner, name } = forge.repository;
    const asked = [context.req.param('owner') ?? '', context.req.param('repo') ?? ''] as const;
    if (!sameName(asked[0], owner) || !sameName(asked[1], name)) throw notFound();
    const { app, permissions } = context.get('caller');
    if (Object.keys(permissions).length === 0) throw notFound();
    if (app && !installationOf(forge, app.slug).selected) throw notFound();
    await next();
  };
}

/** Requires a permission of the token, as the documentation of each endpoint lists it. */
export function requires(
  access: Access,
  ...resources: readonly string[]
): MiddlewareHandler<RouteVariables> {
  return async (context, next) => {
    const caller = context.get('caller');
    if (!resources.some((resource) => grants(caller.permissions, resource, access)))
      throw new ApiError(
        403,
        `Resource not accessible by ${caller.app ? 'integration' : 'personal access token'}`,
      );
    await next();
  };
}

export function grants(permissions: TokenPermissions, resource: string, access: Access): boolean {
  const granted = permissions[resource];
  if (resource === 'metadata' && access === 'read') return true;
  return granted === 'write' || granted === access;
}
