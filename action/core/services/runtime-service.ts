import type { Sha256 } from '../../domain/ids.ts';
import type { RuntimeEvent } from '../../domain/runtime-event.ts';
import type { RuntimeSession } from '../../domain/runtime-session.ts';
import type { ModelGrant } from './model-gateway-service.ts';
import type { Sandbox } from './sandbox-service.ts';

export interface SessionRequest {
  readonly runId: string;
  readonly sandbox: Sandbox;
  readonly grant: ModelGrant;
  /** Digest of the policy that the session runs under; it stands in the session's record. */
  readonly policySha256: Sha256;
  /**
   * The checkout's own context files (AGENTS.md, CLAUDE.md) may instruct the agent; only where the
   * base says so. Its extensions, settings, skills and hooks never do.
   */
  readonly readsContextFiles?: boolean;
}

export type Instruction =
  | { readonly kind: 'prompt'; readonly message: string }
  | { readonly kind: 'steer'; readonly message: string }
  | { readonly kind: 'follow-up'; readonly message: string }
  | { readonly kind: 'abort' }
  | { readonly kind: 'get-state' };

/** The runtime's full output, as bytes that nobody has interpreted. */
export interface RawTrace {
  readonly stdout: Uint8Array;
  readonly stderr: Uint8Array;
  readonly truncated: boolean;
}

/** A running agent. */
export interface RuntimeHandle {
  readonly session: RuntimeSession;
}

/**
 * An agent runtime inside a sandbox. Contract: raw runtime output never leaves the plugin
 * except as `RawTrace` bytes; an event stream ends after `agent.settled`, or throws
 * `Failure`; completion is never read from an exit code. Success is: settled, not aborted,
 * last stop reason `stop`.
 */
export interface RuntimeService {
  startSession(request: SessionRequest): Promise<RuntimeHandle>;
  sendInstruction(handle: RuntimeHandle, instruction: Instruction): Promise<void>;
  streamEvents(handle: RuntimeHandle): AsyncIterable<RuntimeEvent>;
  /** Ends the agent, gently then not, and hands over its trace. Idempotent. */
  stopSession(handle: RuntimeHandle): Promise<RawTrace>;
}
