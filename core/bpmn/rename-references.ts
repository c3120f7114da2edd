/** Old id to new id; ids that are not in it stay. */
export type Renames = Readonly<Record<string, string>>;

const attribute = (name: string): RegExp => new RegExp(`(\\s${name}\\s*=\\s*)(["'])([^"']*)\\2`, 'g');

/** Rewrites one attribute of the start tags whose local name is given, leaving every other byte as it is. */
const renameAttribute = (xml: string, tag: string, name: string, renames: Renames): string =>
  xml.replace(new RegExp(`<(?:[\\w.-]+:)?${tag}(?=[\\s/>])(?:[^>"']|"[^"]*"|'[^']*')*>`, 'g'), (startTag) =>
    startTag.replace(attribute(name), (whole, lead: string, quote: string, value: string) => {
      const renamed = Object.hasOwn(renames, value) ? renames[value] : undefined;
      return renamed === undefined ? whole : `${lead}${quote}${renamed}${quote}`;
    }),
  );

/** BPMN: ids of processes (with the planes and participants that show them), called processes and called decisions. */
export const renameReferences = (xml: string, renames: Renames): string =>
  [
    ['process', 'id'],
    ['participant', 'processRef'],
    ['BPMNPlane', 'bpmnElement'],
    ['calledElement', 'processId'],
    ['calledDecision', 'decisionId'],
  ].reduce((text, [tag, name]) => renameAttribute(text, tag ?? '', name ?? '', renames), xml);

const renameHrefs = (xml: string, renames: Renames): string =>
  renameAttribute(
    xml,
    '(?:requiredDecision|requiredInput|requiredAuthority)',
    'href',
    Object.fromEntries(Object.entries(renames).map(([from, to]) => [`#${from}`, `#${to}`])),
  );

/** DMN: ids of the requirements graph and of its decisions, with what refers to them. */
export const renameDecisions = (xml: string, renames: Renames): string =>
  renameAttribute(
    renameAttribute(
      renameHrefs(renameAttribute(xml, 'definitions', 'id', renames), renames),
      'decision',
      'id',
      renames,
    ),
    'DMNShape',
    'dmnElementRef',
    renames,
  );
