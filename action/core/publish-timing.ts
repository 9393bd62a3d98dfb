import type { Context } from './context.ts';
import type { TelemetryService } from './services/telemetry-service.ts';

export interface StageClock {
  stage<Result>(name: string, work: () => Promise<Result>): Promise<Result>;
  readonly timings: () => Readonly<Record<string, number>>;
}

/** Shows and measures the stages of a publish; failures go straight up. */
export function timed(telemetry: TelemetryService, { now }: Pick<Context, 'now'>): StageClock {
  const timings: Record<string, number> = {};
  return {
    timings: () => timings,
    async stage(name, work) {
      const startedAt = now();
      telemetry.progress({ kind: 'stage', stage: name, status: 'started', elapsedMs: 0 });
      const end = (status: 'succeeded' | 'failed') => {
        const elapsedMs = now() - startedAt;
        timings[name] = elapsedMs;
        telemetry.progress({ kind: 'stage', stage: name, status, elapsedMs });
      };
      try {
        const result = await work();
        end('succeeded');
        return result;
      } catch (error) {
        end('failed');
        throw error;
      }
    },
  };
}
