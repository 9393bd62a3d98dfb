import type { IntakeAnswer, ReceivedEvent } from '../../core/services/github-webhook-service.ts';
import { promptText } from '../../domain/prompt-text.ts';
import { ignored, notActedOn, unknownShape } from './ignored.ts';
import { intakeOf, issueSubject } from './intake.ts';
import { IssuesPayload, LabeledPayload } from './payloads.ts';

/** A label was put on an issue: its title and body are the task, the labeller asks. */
export function fromLabel(event: ReceivedEvent, label: string): IntakeAnswer {
  const issues = IssuesPayload.safeParse(event.payload);
  if (!issues.success) return unknownShape(event, issues.error);
  const { action, issue, repository, sender } = issues.data;
  if (action === 'opened')
    return ignored(`a new issue is taken up when it gets the label "${label}"`);
  if (action !== 'labeled') return notActedOn(`issues.${action}`);
  const labeled = LabeledPayload.safeParse(event.payload);
  if (!labeled.success) return unknownShape(event, labeled.error);
  // GitHub takes two labels that differ in case only for the same one.
  if (labeled.data.label.name.toLowerCase() !== label.toLowerCase())
    return ignored(`the label is not "${label}"`);
  if (issue.state !== 'open') return ignored('the issue is closed');
  if (issue.pull_request) return ignored('the issue is a pull request');
  const prompt = promptText(issue.title, issue.body ?? '');
  if (prompt.kind === 'unusable') return ignored(`the issue can not be used: ${prompt.reason}`);
  return intakeOf(event, issues.data, {
    source: 'external',
    eventKind: 'issues.labeled',
    prompt: prompt.text,
    targetRef: `refs/heads/${repository.default_branch}`,
    // Once for each time the label is put on: GitHub moves updated_at when it is.
    content: [repository.id, issue.id, issue.number, issue.updated_at, sender.id],
    subject: { url: issue.html_url, issue: issueSubject(issue) },
  });
}
