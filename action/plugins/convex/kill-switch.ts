import { z } from 'zod';
import type { KillSwitch } from '../../core/services/kill-switch.ts';
import { Failure } from '../../domain/failure.ts';
import { type ConvexConnection, createConvexCaller } from './convex-caller.ts';

/** The switch of the workspace that the job's repository belongs to, asked for each time. */
export function createConvexKillSwitch(connection: ConvexConnection): KillSwitch {
  const { query } = createConvexCaller(connection);
  return {
    async thrownBy() {
      try {
        return (await query('workspaces:killSwitch', {}, z.string().nullable())) ?? undefined;
      } catch (error) {
        if (error instanceof Failure) return 'the ledger, which could not be asked';
        throw error;
      }
    },
  };
}
