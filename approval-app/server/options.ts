/** What the approval app is told when it starts; it reads nothing else. */
export interface ApprovalAppOptions {
  /** The ledger. */
  readonly convexUrl: string;
  readonly identity: {
    /** `https://api.workos.com`, or a stand-in. */
    readonly apiUrl: string;
    readonly clientId: string;
    readonly clientSecret: string;
  };
  /** The bytes of a piece of evidence; throws when they can not be had. */
  readonly artifacts: (runId: string, sha256: string) => Promise<Uint8Array>;
  /** The workflow that publishes; it is told a run's id and nothing about the decision. */
  readonly dispatch: {
    readonly apiUrl: string;
    readonly token: string;
    readonly owner: string;
    readonly repo: string;
    /** File name, `patchplane-publish.yml`. */
    readonly workflow: string;
    /** Branch or tag that the workflow file is taken from. */
    readonly ref: string;
  };
  /** 0 takes a free one. */
  readonly port: number;
  /** Address to listen on; loopback unless told. */
  readonly host?: string;
  /** Where browsers find the app, when that is not where it listens. */
  readonly publicUrl?: string;
  /** One line on every page, such as that this is a local demo. */
  readonly notice?: string;
}
