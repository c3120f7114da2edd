export type TableSpec = {
  readonly hitPolicy?: string;
  readonly aggregation?: string;
  readonly inputs: readonly string[];
  /** Name, then the allowed values and the default as FEEL. */
  readonly outputs: readonly { readonly name: string; readonly values?: string; readonly fallback?: string }[];
  readonly rules: readonly (readonly string[])[];
};

const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

const entry = (tag: string, text: string): string => `<${tag}><text>${escape(text)}</text></${tag}>`;

export const tableXml = ({ hitPolicy, aggregation, inputs, outputs, rules }: TableSpec): string => {
  const attributes =
    (hitPolicy ? ` hitPolicy="${hitPolicy}"` : '') + (aggregation ? ` aggregation="${aggregation}"` : '');
  const columns = inputs.map((text, index) => `<input id="i${index + 1}">${entry('inputExpression', text)}</input>`);
  const results = outputs.map(
    ({ name, values, fallback }, index) =>
      `<output id="o${index + 1}" name="${name}">${values ? entry('outputValues', values) : ''}${
        fallback ? entry('defaultOutputEntry', fallback) : ''
      }</output>`,
  );
  const lines = rules.map((cells, index) => {
    const entries = cells.map((cell, column) => entry(column < inputs.length ? 'inputEntry' : 'outputEntry', cell));
    return `<rule id="r${index + 1}">${entries.join('')}</rule>`;
  });
  return `<decisionTable id="t"${attributes}>${columns.join('')}${results.join('')}${lines.join('')}</decisionTable>`;
};

export const decisionXml = (id: string, content: string): string =>
  `<decision id="${id}" name="Decision ${id}">${content}</decision>`;

export const definitionsXml = (...elements: readonly string[]): string =>
  `<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="graph" name="Graph" namespace="test">${elements.join('')}</definitions>`;
