import type { LoopDefinition } from '../bpmn/executable-process.ts';
import type { Variables } from '../contracts/json.ts';
import type { LoopState } from './tree.ts';

/** The variable that an output element names, plainly or by a path into it. */
const outputVariable = (outputElement: string | null): string | undefined =>
  /^=\s*([\p{L}_][\p{L}\p{N}_]*)(?:\s*\.\s*[\p{L}_][\p{L}\p{N}_]*)*\s*$/u.exec(outputElement ?? '')?.[1];

/**
 * Local variables with which an inner instance of a multi-instance begins: its item, its number, and the variable of
 * its output element, so that instances side by side do not overwrite each other's.
 * @param counter number of the inner instance, from 1
 */
export const loopVariables = (definition: LoopDefinition, { items }: LoopState, counter: number): Variables => {
  const output = outputVariable(definition.outputElement);
  return {
    ...(output !== undefined && output !== 'null' && { [output]: null }),
    ...(definition.inputElement !== null && { [definition.inputElement]: items[counter - 1] ?? null }),
    loopCounter: counter,
  };
};
