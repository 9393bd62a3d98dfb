import type { Metadata } from 'next';
import { cookies } from 'next/headers';
import type { ReactNode } from 'react';
import './styles/tokens.css';
import './styles/base.css';
import './styles/controls.css';
import './styles/frame.css';
import './styles/inbox.css';
import './styles/run.css';
import './styles/changes.css';
import './styles/panels.css';
import './styles/pictures.css';

export const metadata: Metadata = {
  title: { default: 'PatchPlane', template: '%s · PatchPlane' },
  robots: { index: false, follow: false },
};

/** Every page is drawn for its request: each has a nonce of its own. */
export default async function RootLayout({ children }: { readonly children: ReactNode }) {
  const theme = (await cookies()).get('theme')?.value;
  const chosen = theme === 'light' || theme === 'dark' ? { 'data-theme': theme } : {};
  return (
    <html lang="en" {...chosen}>
      <body>
        <a className="skip" href="#main">
          Skip to the content
        </a>
        {children}
      </body>
    </html>
  );
}
