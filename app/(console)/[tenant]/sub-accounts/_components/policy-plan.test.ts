import { describe, expect, it } from 'vitest';
import { type PolicyReach, policyPlan } from './policy-plan.ts';

const policy = { name: 'ArkFullAccess', type: 'System' as const };
const inProject = (project: string, viaGroup: string | null = null) => ({
  ...policy,
  scope: { kind: 'project' as const, project },
  viaGroup,
});
const everywhere = (viaGroup: string | null = null) => ({
  ...policy,
  scope: { kind: 'global' as const },
  viaGroup,
});
const projects = ['movie', 'game'];
const plan = (
  verb: 'attach' | 'detach',
  reach: PolicyReach,
  attached: Parameters<typeof policyPlan>[3]['attached'],
) => policyPlan(verb, policy, reach, { attached, projects });

describe('a policy for many', () => {
  it('is attached where it is missing, and detached where it is', () => {
    const attached = [inProject('movie')];
    expect(plan('attach', 'projects', attached).places).toEqual(['game']);
    expect(plan('detach', 'projects', attached).places).toEqual(['movie']);
    expect(plan('attach', 'everywhere', attached).places).toEqual([null]);
    expect(plan('detach', 'everywhere', attached).places).toEqual([]);
  });

  it('changes nothing where everything is as wanted', () => {
    expect(
      plan(
        'attach',
        'projects',
        projects.map((name) => inProject(name)),
      ).places,
    ).toEqual([]);
    expect(plan('attach', 'everywhere', [everywhere()]).places).toEqual([]);
  });

  it('does not take what a group brings for a direct attachment, and names the group', () => {
    const attached = [everywhere('staff'), inProject('game', 'artists'), inProject('other', 'else')];
    expect(plan('attach', 'everywhere', attached)).toEqual({ places: [null], groups: ['staff'] });
    expect(plan('detach', 'projects', attached)).toEqual({ places: [], groups: ['artists'] });
  });

  it('tells policies of the same name apart by their kind', () => {
    const own = { ...everywhere(), type: 'Custom' as const };
    expect(plan('attach', 'everywhere', [own]).places).toEqual([null]);
  });

  it('has nowhere to go for a sub-account without projects', () => {
    expect(policyPlan('attach', policy, 'projects', { attached: [], projects: [] }).places).toEqual([]);
  });
});
