import { html } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';

/** Markup in which every value was escaped by the template that put it in. */
export type Html = HtmlEscapedString | Promise<HtmlEscapedString>;

export const nothing = html``;

export interface Frame {
  readonly title: string;
  readonly notice: string | undefined;
  readonly viewerName?: string;
  /** Where the trail at the top says we are. */
  readonly trail?: readonly string[];
  /** A path of ours that the page goes on to. */
  readonly refreshTo?: string;
}

/** No scripts, one style sheet, nothing from elsewhere: the whole page is what the server sent. */
export function layout({ title, notice, viewerName, trail, refreshTo }: Frame, body: Html): Html {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
${refreshTo ? html`<meta http-equiv="refresh" content="0; url=${refreshTo}">` : nothing}
<title>${title} · PatchPlane</title>
<link rel="stylesheet" href="/style.css">
</head>
<body>
<header class="bar">
<span class="brand">PatchPlane</span>
${(trail ?? []).map((step) => html`<span class="step">${step}</span>`)}
<span class="fill"></span>
${viewerName ? html`<span class="viewer">${viewerName}</span>` : nothing}
</header>
${notice ? html`<p class="notice">${notice}</p>` : nothing}
${body}
</body>
</html>`;
}
