import { z } from 'zod';
import { ViewedFile } from '../../action/domain/approval.ts';
import { RunId, Sha256 } from '../../action/domain/ids.ts';
import { DecisionAnswer } from '../../action/domain/merge-decision.ts';
import { Projection } from '../contract/run-view.ts';

/** What a person says about a run, as `decisions:decide` takes it. */
export const Answer = {
  runId: RunId,
  subjectSha256: Sha256,
  answer: DecisionAnswer,
  comment: z.string().max(4_000),
  overrideReason: z.string().trim().min(1).max(4_000).optional(),
  displayedPatchSha256: Sha256.optional(),
  viewed: z.array(ViewedFile).max(2_000),
  seen: Projection,
};
export type Answer = z.infer<z.ZodObject<typeof Answer>>;
