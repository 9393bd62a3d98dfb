import type { Sandbox as SdkSandbox } from './daytona-sdk.cjs';

export interface Network {
  readonly networkBlockAll: boolean;
  readonly networkAllowList: string;
  readonly domainAllowList: string;
}

export function networkOf({
  networkBlockAll,
  networkAllowList,
  domainAllowList,
}: SdkSandbox): Network {
  return {
    networkBlockAll: networkBlockAll ?? false,
    networkAllowList: networkAllowList ?? '',
    domainAllowList: domainAllowList ?? '',
  };
}

/** As the vendor tells it when asked again; what it does not tell is not there. */
export function isolationOf(actual: SdkSandbox): Record<string, string> {
  return textsIn({
    ...networkOf(actual),
    target: actual.target,
    snapshot: actual.snapshot,
    sandboxClass: actual.sandboxClass,
    user: actual.user,
    public: actual.public,
    cpu: actual.cpu,
    memoryGib: actual.memory,
    diskGib: actual.disk,
    autoStopMinutes: actual.autoStopInterval,
    autoDeleteMinutes: actual.autoDeleteInterval,
    ephemeral: actual.autoDeleteInterval === 0,
    autoDestroyAt: actual.autoDestroyAt,
    // Only a stand-in on this machine has it.
    limits: actual.labels?.['stand-in/limits'],
  });
}

export function textsIn(
  facts: Readonly<Record<string, string | number | boolean | undefined>>,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(facts).flatMap(([name, value]) =>
      value === undefined || value === '' ? [] : [[name, String(value)]],
    ),
  );
}
