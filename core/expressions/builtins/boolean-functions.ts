import { error } from '../evaluation-helpers.ts';
import { define, type Functions } from './define.ts';

const UNFULFILLED = 'The condition is not fulfilled';

export const booleanFunctions: Functions = {
  not: [define(['negand'], (negand) => (typeof negand === 'boolean' ? !negand : null))],
  'is defined': [define(['value'], (value) => value !== null)],
  'get or else': [
    define(['value', 'default'], (value = null, otherwise = null) => (value === null ? otherwise : value)),
  ],
  assert: [
    define(['value', 'condition'], (value = null, condition) => (condition === true ? value : error(UNFULFILLED))),
    define(['value', 'condition', 'cause'], (value = null, condition, cause) => {
      if (condition === true) return value;
      return typeof cause === 'string' ? error(cause) : undefined;
    }),
  ],
};
