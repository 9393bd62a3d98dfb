import type { EgressReport, RefusedConnection } from '../../domain/egress.ts';
import type { SandboxPolicy } from '../../domain/policy-bundle.ts';

export interface ProvisionRequest {
  readonly runId: string;
  readonly purpose: 'agent' | 'verify';
  readonly policy: SandboxPolicy;
  /** The exact commit that the workspace holds when provisioning returns. */
  readonly checkout: { readonly owner: string; readonly name: string; readonly commit: string };
  /** Host and port that this sandbox may reach, beside nothing. */
  readonly allow: readonly string[];
  /** What it is made of, where the provider takes that; the provider's own choice without. */
  readonly snapshot?: string;
  readonly image?: string;
  /** Variable to name of a secret that the provider holds: inside there is a stand-in for its value. */
  readonly secrets?: Readonly<Record<string, string>>;
  /**
   * `host:port` that the set-up may reach beside. Where this is given, even empty, the network
   * stays that wide until `narrow`: nothing untrusted may start before.
   */
  readonly setUpAllow?: readonly string[];
}

/** A provisioned sandbox. `isolation` is what was read back, not what was asked for. */
export interface Sandbox {
  readonly id: string;
  readonly provider: string;
  readonly purpose: 'agent' | 'verify';
  /** Absolute path of the checkout inside. */
  readonly workspace: string;
  /** Absolute path of a folder outside the checkout that programs may use. */
  readonly scratch: string;
  readonly isolation: Readonly<Record<string, string>>;
  /** Absolute paths inside: a Node for our own programs, and the agent's entry where it was brought. */
  readonly tools?: { readonly node: string; readonly agent?: string };
  /** What a probe inside found, after the network was as it stays; absent counts as unverified. */
  readonly egress?: EgressReport;
}

export interface Command {
  /** Argument vector: quoting is the plugin's business, nobody builds shell text. */
  readonly argv: readonly string[];
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly timeoutSeconds: number;
  /** Output beyond this is dropped and `truncated` says so. */
  readonly maxOutputBytes: number;
}

export interface Execution {
  /** Null when it was killed (time-out, lost sandbox). */
  readonly exitCode: number | null;
  readonly timedOut: boolean;
  readonly stdout: Uint8Array;
  readonly stderr: Uint8Array;
  readonly truncated: boolean;
  readonly durationMs: number;
}

/** A long-running process with separate streams; bytes arrive as they come, split anywhere. */
export interface SandboxProcess {
  readonly sessionId: string;
  readonly commandId: string;
  /** One line; the newline is added. Calls are serialised in order. */
  writeLine(line: string): Promise<void>;
  /** Ends when the process ended and all its output was delivered; throws `Failure` `sandbox-lost`. */
  readonly stdout: AsyncIterable<Uint8Array>;
  /** Resolves once, after stdout ended. */
  exit(): Promise<{ readonly exitCode: number | null }>;
  stop(): Promise<void>;
  /**
   * The first `maxBytes` of each stream as a file of the sandbox has it: complete also where the
   * connection was not. For after the end; a claim like everything from inside.
   */
  transcript(maxBytes: number): Promise<Transcript>;
}

export interface Transcript {
  readonly stdout: Uint8Array;
  readonly stderr: Uint8Array;
  readonly truncated: boolean;
}

export interface UploadFile {
  readonly path: string;
  readonly content: Uint8Array;
}

/**
 * Isolated places to run what nobody trusts. Contract: nothing that comes back is believed;
 * every call is bounded in time and bytes; a sandbox is labelled with its run before it
 * exists, so that `sweep` finds one whose creation timed out; `destroy` is idempotent and
 * returns only after the provider said that the sandbox is not there.
 */
export interface SandboxService {
  provision(request: ProvisionRequest): Promise<Sandbox>;
  /** Closes what only the set-up could reach, reads the network back and probes it. */
  narrow(sandbox: Sandbox, request: Pick<ProvisionRequest, 'policy' | 'allow'>): Promise<Sandbox>;
  upload(sandbox: Sandbox, files: readonly UploadFile[]): Promise<void>;
  execute(sandbox: Sandbox, command: Command): Promise<Execution>;
  startProcess(sandbox: Sandbox, command: Omit<Command, 'timeoutSeconds'>): Promise<SandboxProcess>;
  /**
   * The bytes of these files, in order; undefined for one that is missing. Absolute paths in
   * the workspace, the scratch folder or `/tmp` only. Throws `too-large`.
   */
  collectArtifacts(
    sandbox: Sandbox,
    paths: readonly string[],
    maxBytes: number,
  ): Promise<readonly (Uint8Array | undefined)[]>;
  /** Connections that were refused so far; undefined where the provider does not tell. */
  refusals(sandbox: Sandbox): Promise<readonly RefusedConnection[] | undefined>;
  destroy(sandbox: Sandbox): Promise<void>;
  /** Destroys every sandbox labelled with this run; returns how many there were. */
  sweep(runId: string): Promise<number>;
}
