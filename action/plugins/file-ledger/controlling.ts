import {
  type AgentControl,
  type ControlOutcome,
  type ControlRequest,
  controllable,
  mostControls,
} from '../../domain/agent-control.ts';
import type { LedgerRecord } from './ledger-record.ts';
import { alreadyWritten } from './limits.ts';
import { refusal } from './refusal.ts';

/** The queue of what people tell the agent of a run. */
export function withControl(
  record: LedgerRecord,
  request: ControlRequest,
): { readonly record: LedgerRecord; readonly control: AgentControl } {
  const { run, controls } = record;
  const existing = controls.find(({ key }) => key === request.key);
  if (existing) {
    if (existing.kind === request.kind && existing.textSha256 === request.textSha256)
      return { record, control: existing };
    throw refusal('conflict', 'this key was used for something else');
  }
  if (!controllable.includes(run.state))
    throw refusal('conflict', `the run is "${run.state}" and has no agent to tell anything`);
  if (controls.length >= mostControls)
    throw refusal('too-large', `the run was told ${mostControls} things already`);
  const control = { ...request, workflowRunId: run.id, sequence: controls.length + 1 };
  return { record: { ...record, controls: [...controls, control] }, control };
}

export function withControlOutcome(
  record: LedgerRecord,
  sequence: number,
  outcome: ControlOutcome,
): LedgerRecord {
  const control = record.controls.find((there) => there.sequence === sequence);
  if (!control) throw refusal('not-found', `there is no control ${sequence} of ${record.run.id}`);
  if (alreadyWritten(control.outcome, outcome, `the outcome of control ${sequence}`)) return record;
  const controls = record.controls.map((there) =>
    there === control ? { ...control, outcome } : there,
  );
  return { ...record, controls };
}
