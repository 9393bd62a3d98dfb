import type { z } from 'zod';
import type { IntakeAnswer, ReceivedEvent } from '../../core/services/github-webhook-service.ts';

export function ignored(reason: string): IntakeAnswer {
  return { kind: 'ignored', reason };
}

/** Names the place, never the value: the payload is not ours and the reason gets printed. */
export function unknownShape(event: ReceivedEvent, error: z.ZodError): IntakeAnswer {
  const place = error.issues[0]?.path.join('.') || 'the whole payload';
  return ignored(`the "${plain(event.name)}" event is not of GitHub's shape at ${plain(place)}`);
}

export function notActedOn(name: string): IntakeAnswer {
  return ignored(`PatchPlane does not act on "${plain(name)}" events`);
}

function plain(word: string): string {
  return word.replace(/[^A-Za-z0-9_.-]/g, '?').slice(0, 60);
}
