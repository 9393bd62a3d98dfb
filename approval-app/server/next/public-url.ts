import 'server-only';

/** Where people reach this app. Read at run time, so that one build serves any address. */
export function publicUrl(): string {
  const url = process.env['PATCHPLANE_APP_URL'];
  if (!url || !URL.canParse(url))
    throw new Error('PATCHPLANE_APP_URL must be the address at which people reach this app');
  return url;
}

export function callbackUrl(): string {
  return new URL('/callback', publicUrl()).href;
}
