import { contextEntries } from './contexts.ts';
import { numberToText } from './number-conversion.ts';
import { temporalToText } from './temporal/format.ts';
import type { TemporalValue } from './temporal/temporal-value.ts';
import {
  type FeelContext,
  FeelError,
  FeelFunction,
  type FeelNumber,
  FeelRange,
  type JsonContext,
  kindOf,
  type Value,
} from './value.ts';

const rangeToText = ({ start, end }: FeelRange): string =>
  `${start.isClosed ? '[' : '('}${toText(start.value)}..${toText(end.value)}${end.isClosed ? ']' : ')'}`;

/** Text of a value as `string()` gives it. Texts inside lists and contexts have no quotes. */
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
      return `[${(value as readonly Value[]).map(toText).join(', ')}]`;
    case 'context': {
      const entries = contextEntries(value as FeelContext | JsonContext);
      return `{${entries.map(([key, entry]) => `${key}:${toText(entry)}`).join(', ')}}`;
    }
    default:
      if (value instanceof FeelRange) return rangeToText(value);
      if (value instanceof FeelFunction) return `function(${value.parameters.join(', ')})`;
      if (value instanceof FeelError) return `error("${value.message}")`;
      return temporalToText(value as unknown as TemporalValue);
  }
};
