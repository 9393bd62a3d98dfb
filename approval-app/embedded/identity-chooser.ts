import { html } from 'hono/html';
import type { LocalUser } from './identity-people.ts';

/** The only login page that a provider without passwords can have: who of those it knows are you? */
export function chooserPage(users: readonly LocalUser[], authorizeUrl: string) {
  const linkFor = ({ email }: LocalUser) => {
    const url = new URL(authorizeUrl);
    url.searchParams.set('login_hint', email);
    return `${url.pathname}${url.search}`;
  };
  return html`<!doctype html><html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><title>Local sign-in</title></head>
<body><main><h1>Local sign-in</h1>
<p>This provider lives on this machine and asks nobody for a password. Who are you?</p>
<ul>${users.map((user) => html`<li><a href="${linkFor(user)}">${user.firstName} ${user.lastName} (${user.email})</a></li>`)}</ul>
</main></body></html>`;
}
