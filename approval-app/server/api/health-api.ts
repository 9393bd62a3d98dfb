import type { AppServices } from '../app-services.ts';
import { type Handler, json } from './handler.ts';

/** For monitors, which bring nothing and learn nothing but words. */
export function createHealthApi({ readiness }: AppServices): {
  /** `GET /healthz`: this process answers. */
  readonly alive: Handler;
  /** `GET /readyz`: 200 where everything that it stands on answers too, else 503; `Readiness`. */
  readonly ready: Handler;
} {
  return {
    alive: async () => json({ status: 'ok' }),
    ready: async () => {
      const answer = await readiness();
      return json(answer, answer.status === 'ready' ? 200 : 503);
    },
  };
}
