import { existsSync } from 'node:fs';
import { type Browser, type BrowserContext, chromium } from 'playwright-core';

export function findChromium(): string | undefined {
  return ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) =>
    existsSync(path),
  );
}

/** A browser that talks to nobody but the pages it is sent to. */
export async function startChromium(): Promise<Browser> {
  const program = findChromium();
  if (!program) throw new Error('these tests need Chromium: apt-get install chromium');
  return await chromium.launch({
    executablePath: program,
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

export interface Looks {
  readonly width: number;
  readonly height: number;
  readonly scheme: 'light' | 'dark';
}

export const desktop: Looks = { width: 1_280, height: 860, scheme: 'light' };
export const phone: Looks = { width: 390, height: 844, scheme: 'light' };

/** A person's own window: cookies and storage of nobody else. */
export async function openWindow(
  browser: Browser,
  { width, height, scheme }: Looks = desktop,
): Promise<BrowserContext> {
  return await browser.newContext({
    viewport: { width, height },
    colorScheme: scheme,
    reducedMotion: 'reduce',
  });
}
