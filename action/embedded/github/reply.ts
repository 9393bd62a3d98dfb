import type { Context } from 'hono';
import { z } from 'zod';
import type { Caller } from './caller.ts';

export interface RouteVariables {
  readonly Variables: { caller: Caller };
}

export type ApiContext = Context<RouteVariables>;

export type ErrorStatus = 400 | 401 | 403 | 404 | 409 | 410 | 422;

export interface ErrorDetail {
  readonly resource?: string;
  readonly field?: string;
  readonly code: string;
  readonly message?: string;
  readonly value?: string;
}

/** An answer other than success, in GitHub's shape. */
export class ApiError extends Error {
  readonly status: ErrorStatus;
  readonly errors: readonly (ErrorDetail | string)[] | undefined;

  constructor(status: ErrorStatus, message: string, errors?: readonly (ErrorDetail | string)[]) {
    super(message);
    this.name = 'ApiError';
    this.status = status;
    this.errors = errors;
  }

  body(): Record<string, unknown> {
    return {
      message: this.message,
      ...(this.errors ? { errors: this.errors } : {}),
      documentation_url: 'https://docs.github.com/rest',
      status: String(this.status),
    };
  }
}

export function notFound(): ApiError {
  return new ApiError(404, 'Not Found');
}

export function invalid(message: string): ApiError {
  return new ApiError(422, message);
}

export function validationFailed(...errors: readonly ErrorDetail[]): ApiError {
  return new ApiError(422, 'Validation Failed', errors);
}

/** The JSON body, as the route wants it: 400 for what is not JSON, 422 for another shape. */
export async function bodyOf<Output>(
  context: ApiContext,
  schema: z.ZodType<Output>,
): Promise<Output> {
  const text = await context.req.text();
  const decoded = schema.safeParse(parseJson(text === '' ? '{}' : text));
  if (decoded.success) return decoded.data;
  throw invalid(`Invalid request.\n\n${z.prettifyError(decoded.error)}`);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ApiError(400, 'Problems parsing JSON');
  }
}

/** One page of a list, with the `Link` header that says where the others are. */
export function page<Item>(context: ApiContext, items: readonly Item[]): Item[] {
  const size = clamp(Number(context.req.query('per_page') ?? 30), 1, 100);
  const number = clamp(Number(context.req.query('page') ?? 1), 1, Number.MAX_SAFE_INTEGER);
  const last = Math.max(1, Math.ceil(items.length / size));
  const at = (page: number, relation: string) => {
    const url = new URL(context.req.url);
    url.searchParams.set('page', String(page));
    return `<${url.href}>; rel="${relation}"`;
  };
  const links = [
    ...(number > 1 ? [at(number - 1, 'prev'), at(1, 'first')] : []),
    ...(number < last ? [at(number + 1, 'next'), at(last, 'last')] : []),
  ];
  if (links.length > 0) context.header('link', links.join(', '));
  return items.slice((number - 1) * size, number * size);
}

function clamp(value: number, least: number, most: number): number {
  return Number.isInteger(value) ? Math.min(Math.max(value, least), most) : least;
}
