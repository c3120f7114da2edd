import type { ProcessElement } from './executable-process.ts';
import { findingsOf, type Finding } from './finding.ts';

const isExpression = (text: string | null | undefined): boolean => text?.startsWith('=') ?? false;
/** Zeebe's own pattern: names with other letters than these cannot be told apart from operators. */
const targetPattern = /^[a-zA-Z_][a-zA-Z0-9_]*(\.[a-zA-Z_][a-zA-Z0-9_]*)*$/;

/** Words that are no names of variables as targets; as a part of a path they are. */
const reservedTargets: ReadonlySet<string> = new Set(
  'null true false function if then else for between instance of'.split(' '),
);

/** Texts that must be an expression, or have a certain form. */
export const checkTexts = (element: ProcessElement): readonly Finding[] => {
  const { loop, script, outgoing, inputs, outputs, event } = element;
  return findingsOf(element, [
    ...outgoing.map(({ id, condition }): [boolean, string] => [
      condition !== null && !isExpression(condition),
      `the condition of sequence flow ${id} must be an expression that begins with "=".`,
    ]),
    ...[...inputs, ...outputs].map(({ target }): [boolean, string] => [
      !targetPattern.test(target) || reservedTargets.has(target),
      `"${target}" cannot be the target of a mapping.`,
    ]),
    ...outputs.map(({ source, target }): [boolean, string] => [
      !isExpression(source),
      `the source of the output "${target}" must be an expression that begins with "=".`,
    ]),
    [script !== null && !isExpression(script.expression), 'the script must be an expression that begins with "=".'],
    [
      loop !== null && loop.inputCollection !== '' && !isExpression(loop.inputCollection),
      'the input collection must be an expression that begins with "=".',
    ],
    [
      loop?.outputElement != null && !isExpression(loop.outputElement),
      'the output element must be an expression that begins with "=".',
    ],
    [
      event?.type === 'MESSAGE' && event.correlationKey !== null && !isExpression(event.correlationKey),
      'the correlation key must be an expression that begins with "=".',
    ],
  ]);
};
