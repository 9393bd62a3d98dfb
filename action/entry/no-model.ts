import type { ModelGatewayService } from '../core/services/model-gateway-service.ts';
import { Failure } from '../domain/failure.ts';

/** For a job that judges what is there: an agent that wanted to work in it would get no model. */
export function createNoModel(): ModelGatewayService {
  return {
    describe: () => ({ provider: 'none', model: 'none', egress: '' }),
    grant: async () => {
      throw new Failure({
        code: 'misconfigured',
        tell: 'A job with "command: review" runs no agent. Use "command: propose" for this event.',
      });
    },
    revoke: async () => undefined,
  };
}
