/** Who is asking; set by the session middleware at `res.locals.person`. */
export type Person = {
  readonly id: string;
  readonly username: string;
  readonly displayName: string;
  readonly kind: 'citizen' | 'staff';
  readonly roles: readonly { readonly role: string; readonly unit: string }[];
  /** `role@unit`, as in candidate groups. */
  readonly groups: readonly string[];
  /** Units whose dossiers this person may see: own ones, for a unitLeader those below too; null = all (cityLeader). Empty for citizens. */
  readonly visibleUnits: readonly string[] | null;
  /** Units whose work a unitLeader leads: own ones and those below; null = all (cityLeader). Empty for everybody else. */
  readonly ledUnits: readonly string[] | null;
};

export const hasRole = (person: Person, role: string): boolean => person.roles.some((held) => held.role === role);
export const hasRoleAt = (person: Person, role: string, unit: string): boolean =>
  person.roles.some((held) => held.role === role && held.unit === unit);
/** To see a unit's work is not to lead it: a leader may hold another role elsewhere. */
export const leadsUnit = ({ ledUnits }: Person, unit: string): boolean => ledUnits === null || ledUnits.includes(unit);
