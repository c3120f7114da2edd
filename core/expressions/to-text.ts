import { contextEntries } from './contexts.ts';
import { inEngineOrder } from './entry-order.ts';
import { numberToText } from './number-conversion.ts';
import { temporalToText } from './temporal/format.ts';
import type { TemporalValue } from './temporal/temporal-value.ts';
import {
  type FeelContext,
  FeelError,
  FatalError,
  FeelFunction,
  type FeelNumber,
  FeelRange,
  type JsonContext,
  kindOf,
  type Value,
} from './value.ts';

const rangeToText = ({ start, end }: FeelRange): string =>
  `${start.isClosed ? '[' : '('}${itemToText(start.value)}..${itemToText(end.value)}${end.isClosed ? ']' : ')'}`;

/** Inside lists and contexts texts stand in quotes, without escapes. */
const itemToText = (value: Value): string => (typeof value === 'string' ? `"${value}"` : toText(value));

/** Text of a value as `string()` gives it. */
export const toText = (value: Value): string => {
  switch (kindOf(value)) {
    case 'null':
      return 'null';
    case 'boolean':
    case 'string':
      return `${value as string | boolean}`;
    case 'number':
      return numberToText(value as FeelNumber);
    case 'list':
      return `[${(value as readonly Value[]).map(itemToText).join(', ')}]`;
    case 'context': {
      const entries = inEngineOrder(contextEntries(value as FeelContext | JsonContext));
      return `{${entries.map(([key, entry]) => `${key}:${itemToText(entry)}`).join(', ')}}`;
    }
    default:
      if (value instanceof FeelRange) return rangeToText(value);
      if (value instanceof FeelFunction) return `function(${value.parameters.join(', ')})`;
      if (value instanceof FeelError) return `${value instanceof FatalError ? 'fatal ' : ''}error("${value.message}")`;
      return temporalToText(value as unknown as TemporalValue);
  }
};
