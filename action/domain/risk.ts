import { z } from 'zod';

/** From harmless to grave; never the other way round. */
export const RiskLevel = z.enum(['LOW', 'MEDIUM', 'HIGH']);
export type RiskLevel = z.infer<typeof RiskLevel>;

/** One sort of fact that made a change riskier, and by how much. */
export const RiskReason = z.strictObject({
  /** Which sort of fact, as docs/policy.md lists them. */
  fact: z.string(),
  points: z.int().positive(),
  /** One sentence of ours; it quotes nobody. */
  message: z.string(),
});
export type RiskReason = z.infer<typeof RiskReason>;

/** How closely a change deserves to be looked at, with what made it so; the gravest first. */
export const Risk = z.strictObject({
  level: RiskLevel,
  /** The sum of the points. */
  score: z.int().nonnegative(),
  reasons: z.array(RiskReason),
});
export type Risk = z.infer<typeof Risk>;
