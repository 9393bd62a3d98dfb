import { z } from 'zod';

/**
 * The life of a run. Every edge is in the table below and nowhere else; the drawing is
 * checked against the table by a test.
 *
 *   received ──▶ provisioning ──▶ running ──▶ verifying ──▶ evaluating ──▶ awaiting-decision ──▶ publishing ──▶ published
 *      │              │              │            │             │                 │                 │
 *      ├▶ refused     │              │            │             ├▶ blocked        ├▶ rejected       │
 *      ├▶ verifying   │              │            │             │                 ├▶ expired        │
 *      ├▶ failed      ├▶ failed      ├▶ failed    ├▶ failed     ├▶ failed         ├▶ failed         ├▶ failed
 *      └▶ cancelled   └▶ cancelled   └▶ cancelled └▶ cancelled  └▶ cancelled      └▶ cancelled      │
 *                                                                                 (a publish that died is
 *                                                                                  resumed, not restarted)
 */
export const RunState = z.enum([
  'received',
  'refused',
  'provisioning',
  'running',
  'verifying',
  'evaluating',
  'awaiting-decision',
  'blocked',
  'rejected',
  'expired',
  'publishing',
  'published',
  'failed',
  'cancelled',
]);
export type RunState = z.infer<typeof RunState>;

export const runTransitions: Record<RunState, readonly RunState[]> = {
  received: ['refused', 'provisioning', 'verifying', 'failed', 'cancelled'],
  provisioning: ['running', 'failed', 'cancelled'],
  running: ['verifying', 'failed', 'cancelled'],
  verifying: ['evaluating', 'failed', 'cancelled'],
  evaluating: ['awaiting-decision', 'blocked', 'failed', 'cancelled'],
  'awaiting-decision': ['publishing', 'rejected', 'expired', 'failed', 'cancelled'],
  publishing: ['published', 'failed'],
  refused: [],
  blocked: [],
  rejected: [],
  expired: [],
  published: [],
  failed: [],
  cancelled: [],
};

export function mayBecome(from: RunState, to: RunState): boolean {
  return runTransitions[from].includes(to);
}

export function isTerminal(state: RunState): boolean {
  return runTransitions[state].length === 0;
}
