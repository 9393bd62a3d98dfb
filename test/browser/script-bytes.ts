import type { Page } from 'playwright-core';
import { z } from 'zod';

export interface ScriptBytes {
  /** What the page itself asks for: in its HTML, or by a script before the diff viewer's. */
  readonly first: number;
  /** Of the diff viewer, which comes when the page is there. */
  readonly viewer: number;
}

const Response = z.object({ requestId: z.string(), response: z.object({ url: z.string() }) });
const Finished = z.object({ requestId: z.string(), encodedDataLength: z.number() });

/**
 * Loads an address and counts what its scripts weighed on the line, compressed and with headers, as
 * the browser received it (`encodedDataLength` of the DevTools protocol's `Network.loadingFinished`).
 */
export async function scriptBytes(page: Page, url: string): Promise<ScriptBytes> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Network.enable');
  await devtools.send('Network.setCacheDisabled', { cacheDisabled: true });
  const scripts = new Map<string, string>();
  const sizes = new Map<string, number>();
  devtools.on('Network.responseReceived', (event) => {
    const { requestId, response } = Response.parse(event);
    const { pathname } = new URL(response.url);
    if (pathname.endsWith('.js')) scripts.set(requestId, pathname);
  });
  devtools.on('Network.loadingFinished', (event) => {
    const { requestId, encodedDataLength } = Finished.parse(event);
    sizes.set(requestId, encodedDataLength);
  });
  const answer = await page.goto(url);
  const html = (await answer?.text()) ?? '';
  await page.waitForTimeout(2_000);
  await devtools.detach();
  const total = (wanted: boolean) =>
    [...scripts]
      .filter(([, path]) => html.includes(path) === wanted)
      .reduce((sum, [id]) => sum + (sizes.get(id) ?? 0), 0);
  return { first: total(true), viewer: total(false) };
}
