import { z } from 'zod';
import type { Json } from './render-people.ts';

/** What an event is about, in the API's shape: what a running stand-in has just answered. */
export interface LiveEvent {
  readonly repository: Json;
  readonly issue: Json;
  readonly sender: Json;
}

const Payload = z.looseObject({
  action: z.string(),
  repository: z.looseObject({ owner: z.looseObject({}) }),
  issue: z.looseObject({}),
  sender: z.looseObject({}),
});

/**
 * A payload of GitHub's real shape (one of `@octokit/webhooks-examples`, say) that speaks of
 * the stand-in's repository, issue and people: every number and address in it is live.
 */
export function adaptEvent(payload: unknown, live: LiveEvent): Json {
  const sample = Payload.parse(payload);
  // Webhooks do not say what the receiver may do, unlike answers to a caller.
  const { permissions: _, ...repository } = live.repository;
  return {
    ...sample,
    repository: { ...sample.repository, ...repository },
    issue: { ...sample.issue, ...live.issue },
    sender: { ...sample.sender, ...live.sender },
    ...('organization' in sample ? { organization: repository['owner'] } : {}),
  };
}
