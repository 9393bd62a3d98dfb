import type { TrustReport } from '../../../action/domain/trust-report.ts';
import { Empty } from '../frame/empty.tsx';
import { count } from '../text/count-words.ts';
import { Untrusted } from '../text/untrusted.tsx';
import { RefusedHosts } from './refused-hosts-view.tsx';

type Sandbox = TrustReport['sandboxes'][number];

/** Where code of others ran, how it was shut in, and what it wanted and did not get. */
export function SandboxesView({ report }: { readonly report: TrustReport }) {
  const { sandboxes, agent } = report;
  if (sandboxes.length === 0)
    return (
      <Empty title="No sandbox was used">
        This run needed none: it ran no code of the repository, and no agent.
      </Empty>
    );
  return (
    <div className="stack">
      <RefusedHosts sandboxes={sandboxes} />
      {sandboxes.map((sandbox) => (
        <OneSandbox key={sandbox.id} sandbox={sandbox} />
      ))}
      <section className="sheet">
        <div className="sheet-head">
          <h2>Model access</h2>
        </div>
        <p className="sheet-body">{credentialWords[agent.credential ?? 'none']}</p>
      </section>
    </div>
  );
}

const purposes: Record<Sandbox['purpose'], string> = {
  agent: 'Of the agent',
  verify: 'Of the tests, fresh',
};

const credentialWords: Record<string, string> = {
  grant: 'A grant of this run: one model, one budget, gone with the run. No key was inside.',
  'raw-key': "▲ The provider's own key was inside, where the agent could read it.",
  none: 'None was given.',
};

function OneSandbox({ sandbox }: { readonly sandbox: Sandbox }) {
  const { purpose, provider, isolation, destroyed, egress } = sandbox;
  const held = egress.status === 'enforced';
  return (
    <section className="sheet">
      <div className="sheet-head">
        <h2>{purposes[purpose]}</h2>
        <span className={`chip ${held ? 'good' : 'wait'}`}>
          {held ? '✓ shut in' : '▲ not proven shut in'}
        </span>
        <span className={`chip ${destroyed ? 'good' : 'bad'}`}>
          {destroyed ? '✓ destroyed' : '✕ not destroyed'}
        </span>
      </div>
      <div className="sheet-body stack">
        <dl className="facts-list">
          <dt>provider</dt>
          <dd>
            <Untrusted text={provider} />
          </dd>
          {Object.entries(isolation).map(([name, value]) => (
            <div key={name} className="contents">
              <dt>
                <Untrusted text={name} />
              </dt>
              <dd>
                <Untrusted text={value} />
              </dd>
            </div>
          ))}
        </dl>
        {egress.probes.length > 0 ? (
          <details className="fold">
            <summary>
              {count(egress.probes.length, 'way out', 'ways out')} tried before anything ran
            </summary>
            <Probes probes={egress.probes} />
          </details>
        ) : (
          <p className="soft">Nobody tried the ways out, so nobody knows.</p>
        )}
      </div>
    </section>
  );
}

function Probes({ probes }: { readonly probes: Sandbox['egress']['probes'] }) {
  return (
    <ul className="why">
      {probes.map(({ name, target, expected, observed, detail }) => (
        <li key={`${name} ${target}`}>
          <span className={observed === expected ? 'tone-good' : 'tone-bad'} aria-hidden="true">
            {observed === expected ? '✓' : '✕'}
          </span>
          <span>
            {name} to{' '}
            <code>
              <Untrusted text={target} />
            </code>
            : {observed}
            {observed === expected ? '' : `, where ${expected} was expected`}{' '}
            <span className="soft">
              <Untrusted text={detail} />
            </span>
          </span>
        </li>
      ))}
    </ul>
  );
}
