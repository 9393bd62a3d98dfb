/** SPEC 18: what is known of a plugin without loading it. */
export interface PluginMetadata {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  /** Services of SPEC 7 that it provides: `StorageService`, `SandboxService` ... */
  readonly provides: readonly string[];
  /** The lowest rung of the adoption ladder (0 to 3) that uses it. */
  readonly rung: 0 | 1 | 2 | 3;
  readonly surfaces: readonly ('propose' | 'publish' | 'approval-app' | 'cli')[];
  readonly env: readonly EnvironmentVariable[];
  readonly dependsOn: readonly string[];
  readonly conflictsWith: readonly string[];
}

export interface EnvironmentVariable {
  readonly name: string;
  /** What it is for and what it looks like; never an example that could be a real value. */
  readonly description: string;
  /** Needed as soon as this plugin is used. */
  readonly required: boolean;
  readonly secret: boolean;
  readonly format: 'text' | 'url' | 'number' | 'full-name' | 'boolean';
  readonly defaultValue?: string;
  /** How a person gets it, for an error message. */
  readonly fix?: string;
}
