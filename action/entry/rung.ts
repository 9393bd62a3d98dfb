import type { CommonInputs, ProposeInputs } from './job-inputs.ts';

export interface Rung {
  /** Of the adoption ladder: 1 GitHub only, 2 with Daytona or R2, 3 with Convex and the app. */
  readonly level: 1 | 2 | 3;
  /** One line for each part that makes do without an account, and how to get it. */
  readonly lines: readonly string[];
}

/** Where a job stands on the adoption ladder: said at its start, so that nobody has to guess. */
export function rungOf(
  inputs: CommonInputs & Partial<Pick<ProposeInputs, 'sandbox' | 'model'>>,
): Rung {
  const { ledger, evidence, sandbox, model } = inputs;
  const lines = [
    ...(ledger.kind === 'file'
      ? [
          'The ledger is a file in the bundle and GitHub asks for the decision: for the approval app set CONVEX_URL, PATCHPLANE_OIDC_AUDIENCE and PATCHPLANE_APP_URL.',
        ]
      : []),
    ...(evidence.kind === 'folder'
      ? ['Evidence becomes workflow artifacts: to keep it in R2 set the four CLOUDFLARE_R2_*.']
      : []),
    ...(sandbox?.kind === 'runner'
      ? ['Sandboxes are jails on this runner: for remote ones set DAYTONA_API_KEY.']
      : []),
    ...(model?.kind === 'key'
      ? [
          "The model's key stays in this job, which gives the sandbox a grant: for a route elsewhere set PATCHPLANE_MODEL_ROUTE_*.",
        ]
      : []),
  ];
  const level =
    ledger.kind === 'convex' ? 3 : evidence.kind === 'r2' || sandbox?.kind === 'daytona' ? 2 : 1;
  return { level, lines };
}
