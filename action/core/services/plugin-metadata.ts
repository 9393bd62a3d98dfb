/** SPEC 18: what is known of a plugin without loading it. */
export interface PluginMetadata {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  /** Services of SPEC 7 that it provides: `StorageService`, `SandboxService` ... */
  readonly provides: readonly string[];
  /** The lowest rung of the adoption ladder (0 to 3) that uses it. */
  readonly rung: 0 | 1 | 2 | 3;
  readonly surfaces: readonly Surface[];
  readonly env: readonly EnvironmentVariable[];
  /** Ids of plugins that must be in use with it. */
  readonly dependsOn: readonly string[];
  /** Ids of plugins that it takes the place of. */
  readonly conflictsWith: readonly string[];
}

export type Surface = 'propose' | 'publish' | 'approval-app' | 'cli';

export interface EnvironmentVariable {
  readonly name: string;
  /** What it is for and what it looks like; never an example that could be a real value. */
  readonly description: string;
  /** Needed as soon as this plugin is used. */
  readonly required: boolean;
  readonly secret: boolean;
  readonly format: VariableFormat;
  /** The only values that it may have. */
  readonly choices?: readonly string[];
  readonly defaultValue?: string;
  /** How a person gets it, as a sentence for an error message. */
  readonly fix?: string;
  /** The runner sets it; nobody has to. */
  readonly setByRunner?: boolean;
}

export type VariableFormat =
  | 'text'
  /** http or https, without user and password. */
  | 'url'
  /** Above zero, fractions allowed. */
  | 'number'
  /** A whole number above zero. */
  | 'integer'
  /** `owner/name` */
  | 'full-name'
  | 'boolean'
  /** Whole numbers with commas between them. */
  | 'id-list'
  /** Workflow files of a repository, with commas between them. */
  | 'workflow-list'
  /** `10/1h`: so many in so long (s, m, h, d). */
  | 'rate'
  | 'run-id';
