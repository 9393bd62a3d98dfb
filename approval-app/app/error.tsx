'use client';

interface ErrorPageProps {
  readonly reset: () => void;
}

/** What broke is in the server's log, never on the page. */
export default function ErrorPage({ reset }: ErrorPageProps) {
  return (
    <main className="page narrow" id="main">
      <section className="sheet empty" role="alert">
        <h1>This page can not be shown</h1>
        <dl className="facts-list">
          <dt>Stopped at</dt>
          <dd>reading from the ledger or the evidence</dd>
          <dt>Because</dt>
          <dd>something that this page depends on did not answer</dd>
          <dt>Do this</dt>
          <dd>try again; nothing was decided, and nothing is lost</dd>
        </dl>
        <button type="button" className="button" onClick={reset}>
          Try again
        </button>
      </section>
    </main>
  );
}
