import { answerCommand, answerMisread, type CommandAnswer } from '../core/command.ts';
import type { Context } from '../core/context.ts';
import type { IntakeAnswer } from '../core/services/github-webhook-service.ts';
import type { ProposeServices } from '../core/services/propose-services.ts';
import type { ProposeInputs } from './job-inputs.ts';

type Answerable = Exclude<IntakeAnswer, { readonly kind: 'intake' }>;

/** What the propose job does with an event that starts no run. Returns what it did, for its log. */
export async function answerEvent(
  answer: Answerable,
  services: ProposeServices,
  inputs: ProposeInputs,
  context: Context,
): Promise<string> {
  const { triggers, github } = inputs;
  const options = {
    allowedBots: triggers.allowedBots,
    triggeringActor: github.triggeringActor,
    serverUrl: github.serverUrl,
  };
  if (answer.kind === 'command')
    return tell(await answerCommand(answer.command, services, options, context));
  if (answer.kind === 'ignored' && answer.asked)
    return tell(await answerMisread(answer.asked, answer.reason, services, options));
  return answer.kind === 'ignored' ? answer.reason : publishes;
}

const publishes = 'it is about a run that was decided, and the publish job answers it';

function tell(answered: CommandAnswer): string {
  if (answered.kind === 'denied') return answered.reason;
  return answered.kind === 'answered' ? 'the command is answered in a comment' : publishes;
}
