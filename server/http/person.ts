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
};

export const hasRole = (person: Person, role: string): boolean => person.roles.some((held) => held.role === role);
