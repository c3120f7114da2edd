import type { JsonValue, Variables } from '../contracts/json.ts';
import { evaluateList } from './evaluate.ts';
import type { Site } from './execution.ts';
import { ElementFailure } from './failure.ts';

/** The variable that an output element names, plainly or by a path into it. */
const outputVariable = (outputElement: string | null): string | undefined =>
  /^=\s*([\p{L}_][\p{L}\p{N}_]*)(?:\s*\.\s*[\p{L}_][\p{L}\p{N}_]*)*\s*$/u.exec(outputElement ?? '')?.[1];

/** The collection as the body sees it at this moment: it is asked again for each inner instance. */
export const itemsNow = ({ x, tree, element, instance }: Site): readonly JsonValue[] => {
  const kept = instance.loop?.items ?? [];
  try {
    return evaluateList({ x, tree, scopeKey: instance.key }, element.loop?.inputCollection ?? '');
  } catch (error) {
    if (!(error instanceof ElementFailure)) throw error;
    return kept;
  }
};

/**
 * Local variables with which an inner instance of a multi-instance begins: the variable of its output element, so that
 * instances side by side do not overwrite each other's, its item, and its number.
 * @param body site of the body
 * @param counter number of the inner instance, from 1
 */
export const loopVariables = (body: Site, counter: number, items: readonly JsonValue[] = itemsNow(body)): Variables => {
  const { inputElement = null, outputElement = null } = body.element.loop ?? {};
  const output = outputVariable(outputElement);
  return {
    ...(output !== undefined && output !== 'null' && { [output]: null }),
    ...(inputElement !== null && { [inputElement]: items[counter - 1] ?? null }),
    loopCounter: counter,
  };
};
