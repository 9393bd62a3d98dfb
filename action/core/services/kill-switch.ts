/** Contract: read live each time; a switch that can not be read counts as thrown. */
export interface KillSwitch {
  /** Who threw it, in words for a person ("the variable PATCHPLANE_KILL_SWITCH"); undefined: go on. */
  thrownBy(): Promise<string | undefined>;
}
