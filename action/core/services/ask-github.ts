import type { z } from 'zod';

/** A question to GitHub's REST API. Throws `Failure`; has its own deadline. */
export interface AskGitHub {
  call<Output>(
    endpoint: { readonly route: `GET /${string}`; readonly doing: string; readonly needs: string },
    parameters: Readonly<Record<string, unknown>>,
    answer: z.ZodType<Output>,
  ): Promise<Output>;
}
