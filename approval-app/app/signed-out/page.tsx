import type { Metadata } from 'next';

export const metadata: Metadata = { title: 'Signed out' };

interface SignedOutProps {
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function SignedOutPage({ searchParams }: SignedOutProps) {
  const { because } = await searchParams;
  return (
    <main className="page narrow" id="main">
      <section className="sheet empty">
        <h1>{because === 'login' ? 'That sign-in did not work' : 'You are signed out'}</h1>
        <p className="soft">
          {because === 'login'
            ? 'It was not begun in this browser, or took too long. Nothing was changed.'
            : 'Nothing of your session is left in this browser.'}
        </p>
        {/* A whole request: signing in leaves this app. */}
        <a className="button primary" href="/">
          Sign in
        </a>
      </section>
    </main>
  );
}
