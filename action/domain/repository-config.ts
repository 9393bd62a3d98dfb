import { z } from 'zod';
import { mostCandidates } from './candidate-summary.ts';
import { ConfiguredCommand, ConfiguredVerification } from './configured-verification.ts';
import { WorkspaceRole } from './permission.ts';
import { Budgets } from './policy-bundle.ts';
import { PolicyOverride } from './policy-override.ts';
import { ApprovalDemand } from './required-approvals.ts';

const provider = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,59}$/, 'must be the name of a provider, like anthropic')
  .describe('Who serves the model.');
const model = z
  .string()
  .regex(/^[A-Za-z0-9@][A-Za-z0-9@._:/+-]{0,199}$/, 'must be the name of a model')
  .describe('Name of the model, as its provider calls it.');

const Agent = z
  .strictObject({
    provider: provider.optional(),
    model: model.optional(),
    candidates: z
      .int()
      .min(1)
      .max(mostCandidates)
      .optional()
      .describe('How many agents work on a request side by side; a person approves one patch.'),
    instructions: z
      .string()
      .max(20_000)
      .optional()
      .describe('What every agent is told about this repository, beside the request.'),
    trustRepositoryConfig: z
      .boolean()
      .optional()
      .describe(
        "Whether the base's own AGENTS.md and CLAUDE.md may instruct the agent. Its extensions, settings, skills and hooks are never loaded.",
      ),
  })
  .describe('The agent that writes candidates.');

const host = z
  .string()
  .regex(
    /^(\*\.)?[a-z0-9]([a-z0-9-]{0,62})(\.[a-z0-9]([a-z0-9-]{0,62}))*(:[1-9][0-9]{0,4})?$/,
    'must be a host, like packages.example.com, *.example.com or packages.example.com:443',
  );

const Environment = z
  .strictObject({
    setup: z
      .array(ConfiguredCommand)
      .max(20)
      .optional()
      .describe(
        'Commands that make the checkout ready to be tested; one that fails ends the test.',
      ),
    image: z
      .string()
      .regex(/^[A-Za-z0-9][A-Za-z0-9._/:@-]{0,299}$/, 'must be the name of an image')
      .optional()
      .describe('Image of the sandbox, where its provider takes one.'),
    snapshot: z
      .string()
      .regex(/^[A-Za-z0-9][A-Za-z0-9._/:@-]{0,199}$/, 'must be the name of a snapshot')
      .optional()
      .describe('Snapshot of the sandbox, where its provider has them.'),
    allow: z
      .array(host)
      .max(10)
      .optional()
      .describe('Hosts that set-up may reach; nothing else is reachable.'),
  })
  .refine(
    ({ image, snapshot }) => !image || !snapshot,
    'must name an image or a snapshot, not both',
  )
  .describe('Where candidates are written and tested.');

const Publication = z
  .strictObject({
    draft: z
      .boolean()
      .optional()
      .describe('Whether the pull request is a draft; true unless said.'),
    labels: z
      .array(
        z.string().regex(/^[^\p{Cc},]{1,50}$/u, 'must be a label: up to 50 characters, no commas'),
      )
      .max(20)
      .optional()
      .describe('Labels of the pull request.'),
  })
  .describe('How an approved patch is published.');

const Approvals = z
  .strictObject({
    required: z
      .int()
      .min(1)
      .max(10)
      .optional()
      .describe('How many people have to approve at least, whatever the risk.'),
    byRisk: z
      .strictObject({
        LOW: ApprovalDemand.optional(),
        MEDIUM: ApprovalDemand.optional(),
        HIGH: ApprovalDemand.optional(),
      })
      .optional()
      .describe('What each level of risk asks for; without it, HIGH asks for two people.'),
    roles: z.array(WorkspaceRole).min(1).optional().describe('Whose approval counts.'),
    codeOwners: z
      .boolean()
      .optional()
      .describe('Whether the code owners of every touched path have to approve.'),
    excludeRequester: z
      .boolean()
      .optional()
      .describe('Whether the approval of whoever asked does not count; true unless told.'),
    expiresAfterSeconds: z
      .int()
      .min(60)
      .max(30 * 24 * 60 * 60)
      .optional()
      .describe('How long people can decide.'),
    keepWhenBaseMoved: z
      .boolean()
      .optional()
      .describe('Whether an approval holds when other files of the target changed since.'),
    solo: z
      .boolean()
      .optional()
      .describe('Whether one person may ask and approve; recorded wherever it was used.'),
  })
  .describe('Who has to approve.');

/**
 * `.github/patchplane.yml`, version 1. It is read from the base ref and from nowhere else, so
 * that no candidate has a say in how it is judged; what a job is told beside it can narrow what
 * stands here, never widen it.
 */
export const RepositoryConfig = z
  .strictObject({
    version: z.literal(1).describe('The version of this format.'),
    agent: Agent.optional(),
    environment: Environment.optional(),
    verification: ConfiguredVerification.optional(),
    policy: PolicyOverride.optional(),
    publication: Publication.optional(),
    budgets: Budgets.partial()
      .optional()
      .describe('Where a run ends, whatever it has reached; a job can ask for less.'),
    approvals: Approvals.optional(),
  })
  .describe('How PatchPlane works in this repository. Read from the base ref only.');
export type RepositoryConfig = z.infer<typeof RepositoryConfig>;

/** Where it stands in a repository. */
export const repositoryConfigPath = '.github/patchplane.yml';

/** The same as JSON Schema, for editors and for the reader's own sentences. */
export function repositoryConfigJsonSchema(): object {
  return { title: repositoryConfigPath, ...z.toJSONSchema(RepositoryConfig, { io: 'input' }) };
}
