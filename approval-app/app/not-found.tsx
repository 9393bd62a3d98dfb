import Link from 'next/link';

export default function NotFound() {
  return (
    <main className="page narrow" id="main">
      <section className="sheet empty">
        <h1>Not found</h1>
        <p className="soft">There is no such page, or no such run in your workspace.</p>
        <Link className="button" href="/">
          To the inbox
        </Link>
      </section>
    </main>
  );
}
