import type { AgencyRequestView } from '../../core/contracts/agency.ts';

type Fact = AgencyRequestView['facts'][number];
export type Section = { readonly title: Fact['section']; readonly facts: readonly Fact[] };

/** Facts that follow each other under the same heading, as one part of the page. */
export const sectionsOf = (facts: readonly Fact[]): readonly Section[] =>
  facts.reduce<readonly Section[]>((sections, fact) => {
    const last = sections.at(-1);
    return last && last.title?.vi === fact.section?.vi
      ? [...sections.slice(0, -1), { ...last, facts: [...last.facts, fact] }]
      : [...sections, { title: fact.section, facts: [fact] }];
  }, []);
