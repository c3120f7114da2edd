import { failureText } from '../../../server/engine/failure-text.ts';

it.each([
  ['an error of ours', new Error('The register does not answer'), 'The register does not answer'],
  ['what is no error', 'text', 'text'],
  [
    'an error of PostgreSQL, without the values in it',
    Object.assign(new Error(`insert into "paper" ("holder") values ('Công dân 01') - duplicate key`), {
      severity: 'ERROR',
      code: '23505',
    }),
    'PostgreSQL 23505',
  ],
])('tells %s', (_what, error, expected) => {
  expect(failureText(error)).toBe(expected);
});
