import type { AppServices } from '../app-services.ts';
import type { Log } from '../log.ts';
import { span } from '../signals/spans.ts';
import { act, type Taken } from '../webhooks/act.ts';
import { readDelivery } from '../webhooks/read-delivery.ts';
import { type Handler, json, problem } from './handler.ts';

export interface WebhookParts {
  readonly services: AppServices;
  /** Without one no delivery is ever taken. */
  readonly secret: string | undefined;
  readonly log: Log;
  /** Keeps the process alive for work that goes on after the answer (Next's `after`). */
  readonly settle: (work: Promise<void>) => void;
}

/**
 * `POST /api/github/webhooks`: signature before parsing, a durable receipt before the answer, and
 * the answer before the work. GitHub waits for ten seconds; a delivery is taken once.
 */
export function createWebhookApi(parts: WebhookParts): { readonly receive: Handler } {
  return {
    receive: async (request) => {
      if (!parts.secret) return problem(503, 'not-configured', 'No webhook secret is set.');
      const { secret } = parts;
      const read = await span('patchplane.github.verify_webhook', () =>
        readDelivery(request, secret),
      );
      if (read.kind === 'refused') {
        parts.log('webhook.refused', { status: read.status });
        return problem(read.status, 'refused', read.because);
      }
      const { payload: _payload, ...receipt } = read.delivery;
      const { first, replayed } = await parts.services.serverLedger.receive(receipt);
      if (!first) return json({ status: 'duplicate' });
      parts.settle(handle({ ...read.delivery, replayed }, parts));
      return json({ status: 'received' }, 202);
    },
  };
}

async function handle(delivery: Taken, { services, log }: WebhookParts): Promise<void> {
  const { deliveryId, event, action } = delivery;
  try {
    const { status, detail } = await act(delivery, services);
    await services.serverLedger.finish(deliveryId, status, detail);
    log('webhook.done', { deliveryId, event, action, outcome: status });
  } catch (error) {
    const detail = error instanceof Error ? error.message : 'it broke';
    log('webhook.failed', { deliveryId, event, action, outcome: 'failed' });
    await services.serverLedger.finish(deliveryId, 'failed', detail).catch(() => undefined);
  }
}
