import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';
import { sampleRepository } from './sample-marker.ts';

export interface Request {
  readonly method: string;
  /** Below the repository; with its query. */
  readonly path: string;
  readonly body: unknown;
}
export interface Answer {
  readonly status?: number;
  readonly json: unknown;
}

export interface ScriptedGitHub {
  readonly options: {
    readonly token: string;
    readonly apiUrl: string;
    readonly sleep: () => Promise<void>;
  };
  /** `METHOD path` of everything that was asked, but for the repository itself. */
  asked(): string[];
  bodies(): unknown[];
  stop(): Promise<void>;
}

const repositoryJson = {
  id: Number(sampleRepository.externalId),
  name: 'pagination',
  full_name: 'acme/pagination',
  owner: { id: 1, login: 'acme' },
  private: true,
  default_branch: 'main',
};

/** A repository on GitHub that answers as a test wants it to. */
export async function startScripted(answer: (request: Request) => Answer): Promise<ScriptedGitHub> {
  const requests: Request[] = [];
  const server = createServer((incoming, response) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk) => chunks.push(z.instanceof(Buffer).parse(chunk)));
    incoming.on('end', () => {
      const text = Buffer.concat(chunks).toString('utf8');
      const path = (incoming.url ?? '').replace('/repos/acme/pagination', '');
      const body: unknown = text === '' ? undefined : JSON.parse(text);
      const request = { method: incoming.method ?? '', path, body };
      if (path !== '') requests.push(request);
      const { status = 200, json } = path === '' ? { json: repositoryJson } : answer(request);
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(json));
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = addressOf(server.address());
  return {
    options: {
      token: 'token',
      apiUrl: `http://127.0.0.1:${port}`,
      sleep: async () => undefined,
    },
    asked: () => requests.map(({ method, path }) => `${method} ${path}`),
    bodies: () => requests.map(({ body }) => body),
    stop: async () => {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}

function addressOf(address: string | AddressInfo | null): AddressInfo {
  if (address === null || typeof address === 'string') throw new TypeError('no port');
  return address;
}

export const forbidden: Answer = {
  status: 403,
  json: { message: 'Resource not accessible by integration' },
};
export const absent: Answer = { status: 404, json: { message: 'Not Found' } };
