import type { Stage } from './stage.ts';
import type { World } from './world.ts';

/** What a scenario plays in: the runner's program, its machine and GitHub. */
export interface Scene {
  readonly act: string;
  readonly stage: Stage;
  readonly world: World;
}
