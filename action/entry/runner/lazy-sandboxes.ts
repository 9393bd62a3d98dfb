import type { Sandbox, SandboxService } from '../../core/services/sandbox-service.ts';

/**
 * Sandboxes of a service that is opened when the first one is wanted, per purpose: a run that
 * is refused costs nothing, and people get their answer before anything is prepared.
 */
export function createLazySandboxes(
  open: (purpose: Sandbox['purpose']) => Promise<SandboxService>,
): SandboxService {
  const opening = new Map<Sandbox['purpose'], Promise<SandboxService>>();
  const opened = new Set<SandboxService>();

  const serviceFor = async ({ purpose }: Pick<Sandbox, 'purpose'>): Promise<SandboxService> => {
    const service = opening.get(purpose) ?? open(purpose);
    opening.set(purpose, service);
    opened.add(await service);
    return service;
  };

  return {
    provision: async (request) => (await serviceFor(request)).provision(request),
    narrow: async (sandbox, request) => (await serviceFor(sandbox)).narrow(sandbox, request),
    refusals: async (sandbox) => (await serviceFor(sandbox)).refusals(sandbox),
    upload: async (sandbox, files) => (await serviceFor(sandbox)).upload(sandbox, files),
    execute: async (sandbox, command) => (await serviceFor(sandbox)).execute(sandbox, command),
    startProcess: async (sandbox, command) =>
      (await serviceFor(sandbox)).startProcess(sandbox, command),
    collectArtifacts: async (sandbox, paths, maxBytes) =>
      (await serviceFor(sandbox)).collectArtifacts(sandbox, paths, maxBytes),
    destroy: async (sandbox) => (await serviceFor(sandbox)).destroy(sandbox),
    // What is still being opened has no sandbox yet.
    sweep: async (runId) => {
      const swept = await Promise.all([...opened].map((service) => service.sweep(runId)));
      return swept.reduce((sum, count) => sum + count, 0);
    },
  };
}
