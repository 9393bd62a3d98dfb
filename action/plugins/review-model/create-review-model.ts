import {
  type ProviderCredentials,
  type ProviderSettings,
  type ReviewModel,
  type ReviewQuestion,
  type ReviewReply,
  structuredModes,
} from '../../core/services/review-model.ts';
import { createProblems } from './api-problem.ts';
import { adapt, type Dialect, fallbackReason, firstDialect } from './dialect.ts';
import { askMock } from './mock.ts';
import type { Vendor, VendorAnswer } from './vendor.ts';
import { vendorOf } from './vendors.ts';
import { createWire, type Wire } from './wire.ts';

export interface ReviewModelOptions {
  /** How waiting is done between tries; the clock unless told. */
  readonly sleep?: ((milliseconds: number) => Promise<unknown>) | undefined;
}

/** A model at the endpoint of the settings. Whoever makes it has asked the trust gate before. */
export function createReviewModel(
  settings: ProviderSettings,
  credentials: ProviderCredentials,
  options: ReviewModelOptions = {},
): ReviewModel {
  const { provider, model } = settings;
  if (provider === 'mock') return { provider, model, ask: askMock };
  const vendor = vendorOf(provider, settings, credentials);
  let dialect = firstDialect;

  const ask = async (question: ReviewQuestion): Promise<ReviewReply> => {
    const wire = wireFor(vendor, question, options);
    for (;;) {
      const asked = dialect;
      const outcome = await attempt(vendor, settings, question, asked, wire);
      if (outcome.kind === 'answered') return reply(outcome.answer, asked, wire);
      // Another question may have learned meanwhile; nothing that was given up is tried again.
      const next = dialect === asked ? adapt(asked, vendor.modes, outcome.problem) : dialect;
      if (next === undefined) throw outcome.problem.failure;
      dialect = next;
    }
  };
  return { provider, model, ask };
}

function wireFor(
  { errorName, baseUrl, credentials, form }: Vendor,
  { timeoutMs, signal }: ReviewQuestion,
  { sleep }: ReviewModelOptions,
): Wire {
  return createWire({ errorName, baseUrl, credentials, form, timeoutMs, signal, sleep });
}

type Outcome =
  | { readonly kind: 'answered'; readonly answer: VendorAnswer }
  | { readonly kind: 'problem'; readonly problem: NonNullable<ReturnType<Wire['problem']>> };

/** What a client throws after a whole answer is about its shape, and nothing of it is shown. */
async function attempt(
  vendor: Vendor,
  settings: ProviderSettings,
  question: ReviewQuestion,
  dialect: Dialect,
  wire: Wire,
): Promise<Outcome> {
  try {
    return { kind: 'answered', answer: await vendor.ask({ settings, question, dialect, wire }) };
  } catch {
    const { invalid } = createProblems(vendor.errorName);
    const problem = wire.problem() ?? invalid('the answer has an unknown shape');
    return { kind: 'problem', problem };
  }
}

function reply(answer: VendorAnswer, { mode }: Dialect, wire: Wire): ReviewReply {
  return {
    ...answer,
    requestedMode: structuredModes[0],
    effectiveMode: mode,
    fallbackReason: fallbackReason(mode),
    wallSeconds: wire.wallSeconds(),
    retries: wire.retries(),
  };
}
