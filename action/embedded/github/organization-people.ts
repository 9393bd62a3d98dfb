type State = 'active' | 'pending';

/** Who belongs to the organisation that owns the repository, and to which of its teams. */
export interface OrganizationPeople {
  readonly members: readonly {
    readonly login: string;
    readonly role: 'admin' | 'member';
    readonly state: State;
  }[];
  readonly teams: readonly {
    readonly slug: string;
    readonly members: readonly {
      readonly login: string;
      readonly role: 'maintainer' | 'member';
      readonly state: State;
    }[];
  }[];
}
