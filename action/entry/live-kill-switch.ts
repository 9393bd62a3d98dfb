import type { KillSwitch } from '../core/services/kill-switch.ts';
import { Failure } from '../domain/failure.ts';
import { type ConfigFile, configFileName } from './config-schema.ts';

/** Who threw the switch in the configuration file, in words; undefined where nobody did. */
export function thrownInFile(config: ConfigFile | undefined): string | undefined {
  return config?.killSwitch ? `\`killSwitch\` in ${configFileName}` : undefined;
}

/**
 * The switch as it stands at each question. A variable is what the job was given at its start,
 * since no job may read those; the file of the default branch is read anew, so that a run at work
 * can still be stopped there.
 */
export function createLiveKillSwitch(
  thrownAtStart: string | undefined,
  readConfig: () => Promise<ConfigFile | undefined>,
): KillSwitch {
  return {
    async thrownBy() {
      if (thrownAtStart !== undefined) return thrownAtStart;
      try {
        return thrownInFile(await readConfig());
      } catch (error) {
        if (error instanceof Failure) return `${configFileName}, which could not be read`;
        throw error;
      }
    },
  };
}

/** Repeats the last answer until so many milliseconds have passed since it was asked for. */
export function askedSeldom(
  killSwitch: KillSwitch,
  everyMs: number,
  now: () => number = () => performance.now(),
): KillSwitch {
  let last: { readonly at: number; readonly answer: Promise<string | undefined> } | undefined;
  return {
    async thrownBy() {
      if (last === undefined || now() - last.at >= everyMs)
        last = { at: now(), answer: killSwitch.thrownBy() };
      return await last.answer;
    },
  };
}
