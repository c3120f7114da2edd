import { type Evaluate, isError } from './evaluation-helpers.ts';
import type { ValueKind } from './feel-object.ts';
import { kindOf } from './value.ts';

const TYPE_NAMES: { readonly [kind in ValueKind]?: string } = {
  'local time': 'time',
  'zoned time': 'time',
  'local date time': 'date and time',
  'zoned date time': 'date and time',
};

const ALIASES = new Map([
  ['date time', 'date and time'],
  ['year-month-duration', 'years and months duration'],
  ['day-time-duration', 'days and time duration'],
]);

export const compileInstanceOf = (value: Evaluate, typeName: string): Evaluate => {
  const expected = ALIASES.get(typeName) ?? typeName;
  return (scope) => {
    const operand = value(scope);
    if (isError(operand)) return operand;
    if (expected === 'Any') return operand !== null;
    const kind = kindOf(operand);
    return (TYPE_NAMES[kind] ?? kind) === expected;
  };
};
