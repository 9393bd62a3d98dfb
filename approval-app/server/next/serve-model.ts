import 'server-only';
import { after } from 'next/server';
import { configureModelRoute } from '../model-route/configured.ts';
import { appParts } from './app-parts.ts';
import { publicUrl } from './public-url.ts';

let route: ReturnType<typeof configureModelRoute> | undefined;

/** The app's model route, made once in a process. */
export async function serveModel(request: Request): Promise<Response> {
  route ??= make();
  return await route(request);
}

function make() {
  const { options, services } = appParts();
  return configureModelRoute({
    environment: process.env,
    publicUrl: publicUrl(),
    convexUrl: options.convexUrl,
    serverKey: options.server.privateKey,
    serverToken: services.serverToken,
    settled: (work) => after(work),
  });
}
