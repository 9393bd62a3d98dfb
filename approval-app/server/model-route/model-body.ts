import { z } from 'zod';

/** What a sandbox may ask of a model. Everything else is left out, not passed on. */
const fields = [
  ...['model', 'messages', 'system', 'stream', 'tools', 'tool_choice', 'parallel_tool_calls'],
  ...['max_tokens', 'max_completion_tokens', 'temperature', 'top_p', 'top_k', 'stop'],
  ...['stop_sequences', 'seed', 'response_format', 'output_config', 'reasoning_effort'],
  ...['reasoning', 'thinking', 'verbosity', 'prompt_cache_key', 'metadata', 'user'],
  ...['enable_thinking', 'chat_template_kwargs'],
] as const;

const Kept = z.looseObject({
  model: z.string(),
  stream: z.boolean().optional(),
  messages: z.array(z.unknown()).optional(),
  tools: z.array(z.unknown()).optional(),
});

export type ModelBody = Readonly<Record<string, unknown>> & {
  readonly model: string;
  readonly stream?: boolean | undefined;
};

export type ReadBody =
  | { readonly body: ModelBody }
  | { readonly refused: { readonly code: string; readonly message: string } };

/**
 * The request as it goes on: known fields only, answered once, with tools that the agent runs
 * itself. A provider that fetches an address or runs a tool for the sandbox would be a way out
 * of it that no egress rule sees.
 */
export function readModelBody(sent: unknown): ReadBody {
  const read = Kept.safeParse(sent);
  if (!read.success) return refused('invalid_request', 'the body is not a model request');
  const kept = fields.flatMap((name) =>
    read.data[name] === undefined ? [] : [[name, read.data[name]] as const],
  );
  if ((read.data.tools ?? []).some(runsElsewhere))
    return refused('tool_not_granted', 'only tools that the agent runs itself: no hosted tools');
  if ([read.data.messages, read.data['system']].some(fetchesAddress))
    return refused('address_not_granted', 'content must be in the request: no addresses to fetch');
  return {
    body: { ...Object.fromEntries(kept), model: read.data.model, stream: read.data.stream },
  };
}

const Tool = z.looseObject({ type: z.string().optional() });

/** OpenAI calls the agent's own tools `function`, Anthropic nothing or `custom`. */
function runsElsewhere(tool: unknown): boolean {
  const read = Tool.safeParse(tool).data;
  return !read || ![undefined, 'function', 'custom'].includes(read.type);
}

const Part = z.looseObject({ type: z.string() });

/** Deep enough for content in tool results in messages; deeper is not looked through but refused. */
const maxDepth = 12;

/** Whether some content part is an address or a file at the provider instead of bytes. */
function fetchesAddress(value: unknown, depth = 0): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (depth > maxDepth) return true;
  const part = Part.safeParse(value).data;
  if (part && isRemote(part)) return true;
  return Object.entries(value).some(
    // What the model said that a tool should be called with is text, whatever its shape.
    ([name, inner]) => name !== 'input' && fetchesAddress(inner, depth + 1),
  );
}

function isRemote(part: z.infer<typeof Part>): boolean {
  if (part.type === 'image_url' || part.type === 'input_image') {
    const image = z.looseObject({ url: z.string() }).safeParse(part['image_url']).data?.url;
    const address = image ?? part['image_url'];
    return !(typeof address === 'string' && address.startsWith('data:'));
  }
  return part.type === 'url' || part.type === 'file' || part.type === 'input_file';
}

function refused(code: string, message: string): ReadBody {
  return { refused: { code, message } };
}
