import { z } from 'zod';
import { mostCandidates } from '../domain/candidate-summary.ts';
import { rateOf } from './variable-formats.ts';

export const configFileName = 'patchplane.config.json';

/** `patchplane.config.json`: what a team settles once, for everybody to see. Never a secret. */
export const ConfigFile = z
  .strictObject({
    $schema: z.string().max(500).optional().describe('Where an editor finds this description.'),
    version: z.literal(1).describe('The version of this format.'),
    agent: z
      .strictObject({
        provider: z
          .string()
          .regex(/^[a-z][a-z0-9-]{0,59}$/, 'must be the name of a provider')
          .optional()
          .describe('Who serves the model.'),
        model: z
          .string()
          .regex(/^[A-Za-z0-9@][A-Za-z0-9@._:/+-]{0,199}$/, 'must be the name of a model')
          .optional()
          .describe('Name of the model, as its provider calls it.'),
      })
      .optional()
      .describe('The model that the agent uses.'),
    budgets: z
      .strictObject({
        seconds: z.int().positive().max(86_400).optional().describe('Wall time of the agent.'),
        modelRequests: z.int().positive().optional().describe('Requests to the model.'),
        usd: z.number().positive().max(1_000_000).optional().describe('Cost in US dollars.'),
        outputBytes: z.int().positive().optional().describe("The agent's output."),
        tokens: z.int().positive().optional().describe('Tokens, cached ones included.'),
        files: z.int().positive().optional().describe("Files that the agent's patch may change."),
        patchBytes: z.int().positive().optional().describe("Size of the agent's patch."),
      })
      .optional()
      .describe('Where a run ends, whatever it has reached.'),
    candidates: z
      .int()
      .min(1)
      .max(mostCandidates)
      .optional()
      .describe('Agents that work on a request side by side; a person approves one patch.'),
    label: z
      .string()
      .regex(/^[^\p{Cc},]{1,50}$/u, 'must be a label: up to 50 characters, no commas')
      .optional()
      .describe('The label that starts a run.'),
    rateLimit: z
      .string()
      .refine((text) => rateOf(text) !== undefined, 'must look like 10/1h (s, m, h or d)')
      .optional()
      .describe('Runs that one person may start in a time.'),
    allowedBots: z
      .array(z.int().positive())
      .max(100)
      .optional()
      .describe('Numeric ids of Apps and bots that may start runs.'),
    killSwitch: z.boolean().optional().describe('True stops new runs, approvals and publishing.'),
    environment: z
      .string()
      .regex(/^[^\p{Cc}]{1,255}$/u, 'must be the name of an environment')
      .optional()
      .describe('The environment whose reviewers decide.'),
    requesterMayApprove: z
      .boolean()
      .optional()
      .describe('Whether whoever asked for a run may also approve it.'),
    checkOnBase: z
      .boolean()
      .optional()
      .describe("Whether an issue's check is shown on the base commit until it is published."),
  })
  .describe('Settings of PatchPlane for one repository.');
export type ConfigFile = z.infer<typeof ConfigFile>;

/** The same as JSON Schema, for editors. */
export function configJsonSchema(): object {
  return { title: 'patchplane.config.json', ...z.toJSONSchema(ConfigFile) };
}
