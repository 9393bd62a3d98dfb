/** A browser's cookie and redirect habits, with every answer in hand. */
export function createTestBrowser(origin: string) {
  const cookies = new Map<string, string>();
  const answers: Response[] = [];

  async function request(url: URL, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    headers.set('cookie', [...cookies].map(([name, value]) => `${name}=${value}`).join('; '));
    const answer = await fetch(url, { ...init, headers, redirect: 'manual' });
    answers.push(answer);
    for (const cookie of answer.headers.getSetCookie()) {
      const [, name, value] = /^([^=;]+)=([^;]*)/.exec(cookie) ?? [];
      if (name && value !== undefined) cookies.set(name, value);
    }
    const location = answer.headers.get('location');
    return location === null ? answer : await request(new URL(location, url));
  }

  return {
    answers,
    cookies,
    get: async (path: string) => await request(new URL(path, origin)),
    /** Signs in, and shows the page. */
    open: async (path: string): Promise<string> => {
      await request(new URL(`/login?return=${encodeURIComponent(path)}`, origin));
      return await (await request(new URL(path, origin))).text();
    },
    post: async (
      path: string,
      form: Record<string, string>,
      headers: Record<string, string> = { origin },
    ) =>
      await fetch(new URL(path, origin), {
        method: 'POST',
        body: new URLSearchParams(form),
        headers: {
          ...headers,
          cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        },
        redirect: 'manual',
      }),
  };
}

export function csrfIn(page: string): string {
  return /name="csrf" value="([^"]+)"/.exec(page)?.[1] ?? '';
}

/** What the page shows itself to stand on, as its form sends it back. */
export function seenIn(page: string): string {
  return (/name="seen" value="([^"]+)"/.exec(page)?.[1] ?? '').replaceAll('&quot;', '"');
}
