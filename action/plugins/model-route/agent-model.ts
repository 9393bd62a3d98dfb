import { z } from 'zod';
import { offers, realProviders, type Upstream } from '../../domain/model-upstream.ts';

/** PATCHPLANE_AGENT_PROVIDER. `cassette` plays a recorded conversation and needs no account. */
export const agentProviders = [...realProviders, 'cassette'] as const;

export interface AgentModelSettings {
  /** PATCHPLANE_AGENT_PROVIDER */
  readonly provider: string | undefined;
  /** PATCHPLANE_AGENT_MODEL */
  readonly model: string | undefined;
  /** Environment-like: the variables that the provider needs are looked up here by name. */
  readonly keys: Readonly<Record<string, string | undefined>>;
}

export type AgentModel =
  | { readonly kind: 'cassette' }
  | { readonly kind: 'upstream'; readonly upstream: Upstream }
  | { readonly kind: 'problems'; readonly problems: readonly string[] };

const ModelName = z
  .string({ error: 'PATCHPLANE_AGENT_MODEL is missing: set it to a model name of the provider.' })
  .regex(/^[A-Za-z0-9@][A-Za-z0-9@._:/+-]{0,199}$/, {
    error: 'PATCHPLANE_AGENT_MODEL is not a model name: letters, digits and @ . _ : / + - only.',
  });

/**
 * Which model the agent uses. Everything that is wrong is told at once, each with its fix, and
 * names variables, never their values. With neither provider nor model it is the cassette.
 */
export function readAgentModel(settings: AgentModelSettings): AgentModel {
  const wanted = settings.provider?.trim() || undefined;
  const model = settings.model?.trim() || undefined;
  if (wanted === 'cassette' || (!wanted && !model)) return { kind: 'cassette' };
  const name = ModelName.safeParse(model);
  const provider = realProviders.find((known) => known === wanted);
  if (!provider) return { kind: 'problems', problems: [providerProblem(), ...problemsOf(name)] };
  const offer = offers[provider].safeParse(settings.keys);
  if (!offer.success || !name.success)
    return { kind: 'problems', problems: [...problemsOf(name), ...problemsOf(offer)] };
  return { kind: 'upstream', upstream: offer.data(name.data) };
}

function providerProblem(): string {
  return `PATCHPLANE_AGENT_PROVIDER must be one of ${agentProviders.join(', ')}.`;
}

function problemsOf(result: z.ZodSafeParseResult<unknown>): readonly string[] {
  return result.success ? [] : result.error.issues.map((issue) => issue.message);
}
