import type { RunView } from '../../contract/run-view.ts';
import { SendAgain } from '../decision/send-again.tsx';
import { Empty } from '../frame/empty.tsx';
import { Untrusted } from '../text/untrusted.tsx';
import { When } from '../text/when.tsx';
import { type PublishStep, publishSteps } from './publish-steps.ts';

const signs: Record<PublishStep['status'], readonly [tone: string, sign: string, words: string]> = {
  done: ['good', '✓', 'done'],
  now: ['accent', '◔', 'under way'],
  failed: ['bad', '✕', 'failed'],
  waits: ['calm', '○', 'not yet'],
};

/** What was, or is being, written to the forge: the way of an approved change, step by step. */
export function PublicationView({ view, now }: { readonly view: RunView; readonly now: number }) {
  const steps = publishSteps(view);
  if (steps.length === 0)
    return (
      <Empty title="Nothing was written to the repository">
        {view.run.state === 'awaiting-decision'
          ? 'Once this is approved, a job writes exactly these bytes to a branch of their own and opens a draft pull request.'
          : 'Only an approved change is ever written.'}
      </Empty>
    );
  return (
    <div className="stack">
      <section className="sheet">
        <ol className="list steps" aria-label="Publication">
          {steps.map((step) => (
            <Step key={step.name} step={step} now={now} />
          ))}
        </ol>
      </section>
      <SendAgain view={view} />
    </div>
  );
}

function Step({ step, now }: { readonly step: PublishStep; readonly now: number }) {
  const [tone, sign, words] = signs[step.status];
  return (
    <li>
      <span className={`tone-${tone}`}>
        <span aria-hidden="true">{sign}</span>
        <span className="visually-hidden">{words}</span>
      </span>
      <span>
        {step.url ? (
          <a href={step.url} rel="noreferrer">
            {step.name}
          </a>
        ) : (
          step.name
        )}{' '}
        <span className="soft">
          <Untrusted text={step.detail ?? ''} />
        </span>
      </span>
      <span className="soft nowrap">{step.at ? <When at={step.at} now={now} /> : words}</span>
    </li>
  );
}
