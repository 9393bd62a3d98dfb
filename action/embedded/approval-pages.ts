import { randomBytes } from 'node:crypto';
import { buildPages } from '../../approval-app/embedded/build-pages.ts';
import { freePort, startPages } from '../../approval-app/embedded/start-pages.ts';

export interface ApprovalPages {
  /** Known at once, though nobody answers there before `ready`. */
  readonly url: string;
  /** Settles when people can be sent there; rejects when the pages can not be built. */
  readonly ready: Promise<void>;
  close(): Promise<void>;
}

export interface ApprovalPagesOptions {
  /** 0 takes a free one. */
  readonly port: number;
  /** The app's configuration, as a host would set it. */
  readonly env: Readonly<Record<string, string>>;
  readonly identityApiUrl: string;
  /** Called with each process that must not be left behind. */
  readonly onStarted: (pid: number | undefined, ended: Promise<unknown>) => void;
}

/** The app's pages for a person at this machine, built while the agent still works. */
export async function openApprovalPages(options: ApprovalPagesOptions): Promise<ApprovalPages> {
  const port = options.port === 0 ? await freePort() : options.port;
  const { hostname, port: identityPort } = new URL(options.identityApiUrl);
  const stop = new AbortController();
  const starting = buildPages({ signal: stop.signal, onStarted: options.onStarted }).then(
    async (built) =>
      await startPages({
        built,
        port,
        onStarted: options.onStarted,
        env: {
          ...options.env,
          WORKOS_API_URL: options.identityApiUrl,
          WORKOS_API_HOSTNAME: hostname,
          WORKOS_API_PORT: identityPort,
          WORKOS_API_HTTPS: 'false',
          WORKOS_COOKIE_PASSWORD: randomBytes(24).toString('hex'),
        },
      }),
  );
  const ready = starting.then(() => undefined);
  // Whoever sends people there waits for it and is told; nobody has to.
  ready.catch(() => undefined);
  return {
    url: `http://127.0.0.1:${port}`,
    ready,
    close: async () => {
      stop.abort();
      await starting.then((pages) => pages.close()).catch(() => undefined);
    },
  };
}
