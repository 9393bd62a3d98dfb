import { z } from 'zod';
import { ProgramText } from './program-text.ts';

/** Body of `POST /sandbox`, as far as the stand-in understands it. */
export const CreateRequest = z.looseObject({
  name: z.string().min(1).max(200).optional(),
  snapshot: z.string().optional(),
  user: z.string().default('daytona'),
  env: z.record(z.string().regex(/^[A-Za-z_]\w*$/), ProgramText).default({}),
  labels: z.record(z.string(), z.string()).default({}),
  target: z.string().default('local'),
  networkBlockAll: z.boolean().optional(),
  networkAllowList: z.string().optional(),
  domainAllowList: z.string().optional(),
  autoStopInterval: z.int().nonnegative().default(15),
  autoDeleteInterval: z.int().default(-1),
  ttlMinutes: z.int().positive().optional(),
});
export type CreateRequest = z.infer<typeof CreateRequest>;
