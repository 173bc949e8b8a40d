/** Everywhere, or in every project that the sub-account has. */
export type PolicyReach = 'everywhere' | 'projects';
export type PolicyName = { name: string; type: 'System' | 'Custom' };

type Attached = PolicyName & {
  scope: { kind: 'global' } | { kind: 'project'; project: string };
  viaGroup: string | null;
};

export type PolicyPlan = {
  /** Where something changes: a project's name, or null for everywhere. */
  places: (string | null)[];
  /** Groups that bring the same policy to one of the places, whatever is attached directly. */
  groups: string[];
};

/** What attaching or detaching one policy changes for one sub-account; nothing where it is as wanted already. */
export function policyPlan(
  verb: 'attach' | 'detach',
  policy: PolicyName,
  reach: PolicyReach,
  { attached, projects }: { attached: readonly Attached[]; projects: readonly string[] },
): PolicyPlan {
  const wanted: (string | null)[] = reach === 'everywhere' ? [null] : [...projects];
  const same = attached.filter(({ name, type }) => name === policy.name && type === policy.type);
  const isAt = ({ scope }: Attached, place: string | null) =>
    scope.kind === 'global' ? place === null : scope.project === place;
  const direct = (place: string | null) => same.some((each) => each.viaGroup === null && isAt(each, place));
  const groups = same.flatMap((each) =>
    each.viaGroup !== null && wanted.some((place) => isAt(each, place)) ? [each.viaGroup] : [],
  );
  return {
    places: wanted.filter((place) => direct(place) === (verb === 'detach')),
    groups: [...new Set(groups)],
  };
}
