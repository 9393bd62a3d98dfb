import { html } from 'hono/html';
import { type Html, layout } from './layout.ts';

/** A page that says one thing. */
export function messagePage(notice: string | undefined, title: string, text: string): Html {
  return layout({ title, notice }, html`<main><h1>${title}</h1><p>${text}</p></main>`);
}

/** A page that goes on by itself. `path` is one of ours. */
export function redirectingPage(notice: string | undefined, path: string): Html {
  return layout(
    { title: 'Signed in', notice, refreshTo: path },
    html`<main><h1>Signed in</h1><p><a href="${path}">Continue</a></p></main>`,
  );
}
