import 'server-only';
import { after } from 'next/server';
import { configureModelRoute } from '../model-route/configured.ts';
import { appParts } from './app-parts.ts';
import { publicUrl } from './public-url.ts';

let handler: ReturnType<typeof configureModelRoute> | undefined;

/** The model route as this process has it: jobs and sandboxes ask it, and no browser does. */
export async function modelRoute(request: Request): Promise<Response> {
  handler ??= make();
  return await handler(request);
}

function make() {
  const { options, services } = appParts();
  return configureModelRoute({
    environment: process.env,
    publicUrl: publicUrl(),
    convexUrl: options.convexUrl,
    serverKey: options.server.privateKey,
    serverToken: services.serverToken,
    // A serverless host may stop when the answer is through; what it cost is written before that.
    settled: (work) => after(work),
  });
}
