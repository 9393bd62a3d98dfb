import { z } from 'zod';

/**
 * Identifiers. Provider-backed ids are namespaced opaque strings (SPEC 6), so that a record
 * still says whose id it holds after it crossed a plugin boundary. Our own records carry
 * their kind as prefix and may be used as file names.
 */
export const ActorId = z
  .string()
  .regex(/^(workos|github|github-app|agent|system):[A-Za-z0-9._[\]-]{1,120}$/, 'not an actor id');

export const WorkspaceId = z
  .string()
  .regex(/^(workos|github|system):[A-Za-z0-9._-]{1,120}$/, 'not a workspace id');

/** The numeric id of the provider, never the name: names can be taken over. */
export const RepositoryId = z.string().regex(/^github:\d{1,20}$/, 'not a repository id');

export const RunId = z.string().regex(/^run-[0-9a-f]{16}$/, 'not a run id');

export const RecordId = z.string().regex(/^[a-z]+(-[a-z]+)*-[0-9a-f]{16,64}$/, 'not a record id');

/** W3C trace id: 32 lower-case hex digits. */
export const TraceId = z.string().regex(/^[0-9a-f]{32}$/, 'not a trace id');

/** Lower-case hex SHA-256. */
export const Sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'not a sha256');

/** A git object id, SHA-1 or SHA-256 repository. */
export const GitObjectId = z.string().regex(/^([0-9a-f]{40}|[0-9a-f]{64})$/, 'not a git object id');

/** Milliseconds since the epoch. */
export const Timestamp = z.int().nonnegative();

export type RunId = z.infer<typeof RunId>;
export type Sha256 = z.infer<typeof Sha256>;
export type GitObjectId = z.infer<typeof GitObjectId>;
