const BPMN = 'http://www.omg.org/spec/BPMN/20100524/MODEL';

/** Comments, character data, instructions, tags and what stands between them. A "<" that begins none of these ends the reading. */
const token =
  /<!--(?<comment>[\s\S]*?)-->|<!\[CDATA\[[\s\S]*?\]\]>|<\?[\s\S]*?\?>|<\/(?<closed>[^\s<>"'/=]+)\s*>|<(?<opened>[^\s<>"'/=!?]+)(?<attributes>(?:\s+[^\s<>"'/=]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(?<empty>\/?)>|(?<text>[^<]+)/y;
const reference = /&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[0-9a-f]+);)/i;
// eslint-disable-next-line no-control-regex -- these are what is looked for
const control = /[\0-\x08\x0b\x0c\x0e-\x1f]|&#(?:x0*(?:[0-8bcef]|1[0-9a-f])|0*(?:[0-8]|1[124-9]|2\d|3[01]));/i;

/** Where a child of a BPMN element stands among the others; all else is in between. */
const first: Readonly<Record<string, number>> = {
  documentation: 1,
  extensionElements: 2,
  import: 3,
  incoming: 4,
  outgoing: 5,
};
const last: Readonly<Record<string, number>> = { association: 8, textAnnotation: 8, group: 8, BPMNDiagram: 9 };
const MIDDLE = 7;
const rankOf = (parent: string, child: string): number => {
  if (parent === 'multiInstanceLoopCharacteristics' && child === 'completionCondition') return MIDDLE + 1;
  if (child === 'laneSet' && /^(process|subProcess)$/.test(parent)) return MIDDLE - 1;
  if (child === 'multiInstanceLoopCharacteristics' && parent === 'subProcess') return MIDDLE - 1;
  return first[child] ?? (/^(process|subProcess|definitions)$/.test(parent) ? last[child] : undefined) ?? MIDDLE;
};

type Open = { readonly name: string; rank: number };

const splitName = (name: string): readonly [prefix: string, local: string] => {
  const at = name.indexOf(':');
  return at < 0 ? ['', name] : [name.slice(0, at), name.slice(at + 1)];
};

/** The prefix of BPMN elements, empty when they have none. */
export const bpmnPrefix = (xml: string): string =>
  new RegExp(`xmlns(?::([^\\s=]+))?\\s*=\\s*["']${BPMN}["']`).exec(xml)?.[1] ?? '';

const flags =
  /^(?:isExecutable|isClosed|isInterrupting|cancelActivity|parallelMultiple|isForCompensation|waitForCompletion|instantiate|triggeredByEvent|isSequential|isCollection|isUnlimited|isImmediate)$/;
const needed: Readonly<Record<string, readonly string[]>> = {
  definitions: ['targetNamespace'],
  association: ['sourceRef', 'targetRef'],
};

/** Attributes of BPMN elements by the types of the schema. */
const findAttributeProblem = (element: string, attributes: string): string | undefined => {
  const given = new Map<string, string>();
  for (const [, name = '', , value = ''] of attributes.matchAll(/([^\s=]+)\s*=\s*(["'])([\s\S]*?)\2/g))
    given.set(name, value.trim());
  for (const [name, value] of given) {
    if (flags.test(name) && !/^(?:true|false|1|0)$/.test(value)) return `"${name}" must be true or false`;
    if (/^(?:start|completion)Quantity$/.test(name) && !/^[-+]?\d+$/.test(value)) return `"${name}" must be a number`;
    if (name === 'id' && value.includes(':')) return 'an id must not have a colon';
  }
  const missing = (needed[element] ?? []).find((name) => !given.has(name));
  return missing === undefined ? undefined : `the attribute "${missing}" is missing`;
};

/** Extensions are of other tools: an element without a namespace, or of BPMN, is none. */
const isOfBpmn = (prefix: string, bpmn: string, text: string, attributes: string): boolean =>
  prefix === bpmn ? !/xmlns\s*=/.test(attributes) : prefix === '' && !/\sxmlns\s*=/.test(text);

/**
 * What Java's parser and the schema of BPMN would refuse and bpmn-moddle reads without a word: XML that is not well-formed, and children
 * in a wrong order. @returns a sentence, undefined when nothing was found
 */
export const findXmlProblem = (xml: string): string | undefined => {
  const bpmn = bpmnPrefix(xml);
  const open: Open[] = [];
  const text = xml.replace(/^\ufeff/, '');
  if (/^\s+<\?xml\s/.test(text)) return 'Nothing may stand before the XML declaration.';
  if (control.test(text)) return 'The file has control characters.';
  if (/^<\?xml[^>]*encoding\s*=\s*["']utf-?(?:16|32)/i.test(text))
    return 'The file says that it is not written in UTF-8.';
  token.lastIndex = 0;
  while (token.lastIndex < text.length) {
    const at = token.lastIndex;
    const groups = token.exec(text)?.groups;
    const line = (): string => `line ${text.slice(0, at).split('\n').length}`;
    if (!groups) return `The XML cannot be read at ${line()}.`;
    const { comment, closed, opened, attributes = '', empty, text: content = '' } = groups;
    if (comment?.includes('--') || comment?.endsWith('-')) return `Two hyphens stand in a comment at ${line()}.`;
    if (reference.test(attributes) || reference.test(content)) return `An "&" begins no known reference at ${line()}.`;
    if (closed !== undefined) {
      if (open.pop()?.name !== closed) return `</${closed}> closes nothing at ${line()}.`;
    }
    if (opened === undefined) continue;
    const parent = open.at(-1);
    const [prefix, child] = splitName(opened);
    const [outerPrefix, outer] = splitName(parent?.name ?? '');
    const wrong = prefix === bpmn ? findAttributeProblem(child, attributes) : undefined;
    if (wrong !== undefined) return `<${opened}>: ${wrong} at ${line()}.`;
    if (outerPrefix === bpmn && outer === 'extensionElements' && isOfBpmn(prefix, bpmn, text, attributes))
      return `<${opened}> needs a namespace of its own at ${line()}.`;
    if (parent && outerPrefix === bpmn && outer !== 'extensionElements' && outer !== 'documentation') {
      if (prefix !== bpmn && /^(process|subProcess)$/.test(outer))
        return `<${opened}> cannot stand in <${parent.name}> at ${line()}.`;
      const rank = rankOf(outer, child);
      if ((prefix === bpmn || child === 'BPMNDiagram') && rank < parent.rank)
        return `<${opened}> stands too late in <${parent.name}> at ${line()}.`;
      parent.rank = Math.max(parent.rank, rank);
    }
    if (empty === '') open.push({ name: opened, rank: 0 });
  }
  return open.length > 0 ? `<${open.at(-1)?.name}> is not closed.` : undefined;
};
