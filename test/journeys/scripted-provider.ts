import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join, resolve } from 'node:path';
import { text as textOf } from 'node:stream/consumers';
import { z } from 'zod';
import { listen, shut } from '../../action/embedded/listen.ts';
import { answerChunks } from '../../action/embedded/model/answer-stream.ts';
import { readCassette } from '../../action/embedded/model/read-cassette.ts';

const root = resolve(import.meta.dirname, '..', '..');

export interface ScriptedProvider {
  /** For `PATCHPLANE_AGENT_BASE_URL`. */
  readonly baseUrl: string;
  /** Everything that was asked so far, as it came. */
  readonly asked: readonly string[];
  close(): Promise<void>;
}

const Asked = z.object({
  model: z.string().regex(/^[a-z-]+$/),
  messages: z.array(z.looseObject({ role: z.string() })),
});

/**
 * A provider of models whose models are cassettes: a run names the one that it wants. It keeps no
 * place of its own; how far a conversation is shows in what is sent, so that runs do not mix.
 */
export async function startScriptedProvider(key: string): Promise<ScriptedProvider> {
  const asked: string[] = [];
  const server = createServer(async (request, response) => {
    const body = await textOf(request);
    asked.push(body);
    if (request.headers.authorization !== `Bearer ${key}`) return response.writeHead(401).end();
    const { model, messages } = Asked.parse(JSON.parse(body));
    const number = messages.filter(({ role }) => role === 'assistant').length;
    const step = stepsOf(model)[number];
    if (!step || 'status' in step || 'raw' in step) return response.writeHead(500).end();
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    return response.end([...answerChunks(step, { id: `answer-${number}`, model })].join(''));
  });
  const port = await listen(server);
  return { baseUrl: `http://127.0.0.1:${port}/v1`, asked, close: () => shut(server) };
}

function stepsOf(model: string) {
  const folders = ['examples/cassettes', 'test/fixtures/cassettes'];
  const folder = folders.find((each) => readdirSync(join(root, each)).includes(`${model}.json`));
  return readCassette(readFileSync(join(root, folder ?? '', `${model}.json`), 'utf8')).steps;
}
