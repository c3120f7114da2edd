import fc from 'fast-check';
import type { Variables } from '../../../core/contracts/json.ts';
import { checkSubmission, keepShown } from '../../../core/forms/check-submission.ts';
import type { FormComponent, FormSchema } from '../../../core/forms/form-schema.ts';

const now = Date.UTC(2026, 10, 24, 18); // 25 November, 01:00, in Huế
const formOf = (...components: FormComponent[]): FormSchema => ({ components });
const text = (key: string, more: Partial<FormComponent> = {}): FormComponent => ({
  id: key.toUpperCase(),
  type: 'textfield',
  key,
  label: key,
  ...more,
});
const rules = (form: FormSchema, data: Variables, more = {}): string[] =>
  checkSubmission(form, data, { now, ...more })
    .problems.map(({ pointer, rule }) => `${pointer} ${rule}`)
    .sort();

describe('an answer that passes', () => {
  it('is stored in composed letters, without outer space and control characters', () => {
    const { data } = checkSubmission(formOf(text('name')), { name: '  Tra\u0302\u0300n\u0000 A\ud800 ' }, { now });
    expect(data).toEqual({ name: 'Tr\u1ea7n A' });
  });

  it('keeps out what was not sent, so that silence wipes nothing', () => {
    expect(checkSubmission(formOf(text('a'), text('b')), { a: 'x' }, { now }).data).toEqual({ a: 'x' });
  });

  it('keeps an answer that was emptied', () => {
    expect(checkSubmission(formOf(text('a')), { a: '' }, { now }).data).toEqual({ a: '' });
  });

  it('is the same when it is checked again', () => {
    const form = formOf(
      text('a'),
      { id: 'N', type: 'number', key: 'n', label: 'n' },
      {
        id: 'L',
        type: 'dynamiclist',
        path: 'rows',
        label: 'l',
        isRepeating: true,
        components: [text('x')],
      },
    );
    const answers = fc.record({
      a: fc.string({ unit: 'binary', maxLength: 30 }),
      n: fc.option(fc.double({ noNaN: true, noDefaultInfinity: true })),
      rows: fc.array(fc.record({ x: fc.string({ unit: 'grapheme' }) }), { maxLength: 4 }),
    });
    fc.assert(
      fc.property(answers, (answer) => {
        const once = checkSubmission(form, answer, { now });
        expect(once.problems).toEqual([]);
        expect(checkSubmission(form, once.data, { now })).toEqual(once);
      }),
    );
  });
});

describe('any JSON at all', () => {
  const form = formOf(
    text('a', { validate: { required: true } }),
    {
      id: 'G',
      type: 'group',
      path: 'g',
      label: 'g',
      components: [{ id: 'C', type: 'checklist', key: 'c', label: 'c', values: ['x', 'y'] }],
    },
    {
      id: 'L',
      type: 'dynamiclist',
      path: 'l',
      label: 'l',
      isRepeating: true,
      components: [text('b', { conditional: { hide: '=this.c = true' } })],
    },
    { id: 'D', type: 'datetime', key: 'd', label: 'd', subtype: 'date' },
  );
  it('is answered without a crash, and data come out only when there is no problem', () => {
    const names = fc.constantFrom('a', 'g', 'c', 'l', 'b', 'd', '__proto__', 'constructor', 'zz');
    const value = fc.letrec<{ json: unknown }>((tie) => ({
      json: fc.oneof(
        { maxDepth: 3 },
        fc.constantFrom(null, true, 1, '', 'x'),
        fc.array(tie('json'), { maxLength: 3 }),
        fc.dictionary(names, tie('json'), { maxKeys: 4 }),
      ),
    })).json;
    fc.assert(
      fc.property(fc.dictionary(names, value, { maxKeys: 6 }), (data) => {
        const { data: kept, problems } = checkSubmission(form, data as Variables, { now });
        expect(Object.keys(kept).every((name) => ['a', 'g', 'l', 'd'].includes(name))).toBe(true);
        if (problems.length > 0) expect(kept).toEqual({});
      }),
    );
    expect(({} as Record<string, unknown>)['zz']).toBeUndefined();
  });
});

describe('a value that no field asks for', () => {
  it.each([
    ['at the top', { zz: 1 }, '/zz unknown'],
    ['in a group', { g: { zz: 1 } }, '/g/zz unknown'],
    ['in a row', { l: [{ b: 'x', zz: 1 }] }, '/l/0/zz unknown'],
    ['that is a prototype', JSON.parse('{"__proto__": {"a": 1}}') as Variables, '/__proto__ unknown'],
    ['in a name with slashes', { 'a/b~': 1 }, '/a~1b~0 unknown'],
  ])('is an error %s', (_where, data, expected) => {
    const form = formOf(
      { id: 'G', type: 'group', path: 'g', label: 'g', components: [text('a')] },
      {
        id: 'L',
        type: 'dynamiclist',
        path: 'l',
        label: 'l',
        isRepeating: true,
        components: [text('b')],
      },
    );
    expect(rules(form, data)).toEqual([expected]);
  });

  it('is an error in a file reference', () => {
    const form = formOf({ id: 'F', type: 'filepicker', key: 'f', label: 'f' });
    expect(rules(form, { f: [{ documentId: 'd', path: '/etc/passwd' }] })).toEqual(['/f additionalProperties']);
  });
});

describe('fields that take nothing', () => {
  const form = formOf(
    text('open'),
    text('off', { disabled: true }),
    text('ro', { readonly: true }),
    text('roIf', { readonly: '=open = "x"' }),
  );
  it('accept what is shown in them anyway', () => {
    expect(rules(form, { off: 'a', ro: 'b' }, { initial: { off: 'a', ro: 'b' } })).toEqual([]);
  });
  it('accept a hidden checkbox that was not sent, and one sent empty', () => {
    const hidden = formOf({ id: 'C', type: 'checkbox', key: 'c', label: 'c', conditional: { hide: '=true' } });
    expect([{}, { c: false }, { c: true }].map((data) => rules(hidden, data))).toEqual([[], [], ['/c hidden']]);
  });
  it('refuse anything else', () => {
    expect(rules(form, { off: 'z', ro: 'z' }, { initial: { off: 'a' } })).toEqual(['/off disabled', '/ro readonly']);
  });
  it('are read-only by expression', () => {
    expect(rules(form, { open: 'x', roIf: 'z' })).toEqual(['/roIf readonly']);
    expect(rules(form, { open: 'y', roIf: 'z' })).toEqual([]);
  });
  it('never come out of the check', () => {
    expect(checkSubmission(form, { open: 'y', off: 'a' }, { now, initial: { off: 'a' } }).data).toEqual({ open: 'y' });
  });
});

describe('what conditions see', () => {
  const form = formOf(text('why', { conditional: { hide: '=outcome != "refuse"' }, validate: { required: true } }));
  it('is what the server says, whatever was sent', () => {
    expect(rules(form, { why: 'x' }, { variables: { outcome: 'accept' } })).toEqual(['/why hidden']);
    expect(rules(form, {}, { variables: { outcome: 'refuse' } })).toEqual(['/why required']);
  });
  it('includes what the form began with', () => {
    expect(rules(form, { why: 'x' }, { initial: { outcome: 'refuse' } })).toEqual([]);
  });
  it('cannot be bent by a value for a computed field', () => {
    const fee = formOf(
      { id: 'N', type: 'number', key: 'n', label: 'n' },
      { id: 'E', type: 'expression', key: 'fee', expression: '=n * 8000' },
      text('free', { conditional: { hide: '=fee > 0' } }),
    );
    expect(rules(fee, { n: 1, fee: 0, free: 'x' })).toEqual(['/free hidden']);
    expect(checkSubmission(fee, { n: 2, fee: 1 }, { now }).data).toEqual({ n: 2, fee: 16000 });
  });
});

describe('limits', () => {
  it('refuse a list of more than two hundred rows without reading them', () => {
    const form = formOf({
      id: 'L',
      type: 'dynamiclist',
      path: 'l',
      label: 'l',
      isRepeating: true,
      components: [text('b')],
    });
    expect(rules(form, { l: Array.from({ length: 201 }, () => ({ b: 'x' })) })).toEqual(['/l maxItems']);
    expect(rules(form, { l: Array.from({ length: 200 }, () => ({ b: 'x' })) })).toEqual([]);
  });

  it.each([
    ['2026-11-24', ['/d notBefore']],
    ['2026-11-25', []],
    ['2026-02-30', ['/d moment', '/d notBefore']],
  ])('count "not in the past" by the day in Huế: %s', (d, expected) => {
    const form = formOf({
      id: 'D',
      type: 'datetime',
      key: 'd',
      label: 'd',
      subtype: 'date',
      disallowPassedDates: true,
    });
    expect(rules(form, { d })).toEqual(expected);
  });

  it('take options from the server only', () => {
    const form = formOf({ id: 'S', type: 'select', key: 's', label: 's', valuesKey: 'wards' });
    const initial = { wards: [{ label: 'A', value: 'a' }] };
    expect(rules(form, { s: 'a' }, { initial })).toEqual([]);
    expect(rules(form, { s: 'b', wards: ['b'] }, { initial })).toEqual(['/s choice', '/wards unknown']);
  });

  it('take options from an expression over the row', () => {
    const form = formOf({
      id: 'L',
      type: 'dynamiclist',
      path: 'l',
      label: 'l',
      isRepeating: true,
      components: [
        text('kind'),
        {
          id: 'S',
          type: 'select',
          key: 's',
          label: 's',
          valuesExpression: '=if this.kind = "x" then ["one"] else ["two"]',
        },
      ],
    });
    expect(
      rules(form, {
        l: [
          { kind: 'x', s: 'one' },
          { kind: 'y', s: 'one' },
        ],
      }),
    ).toEqual(['/l/1/s choice']);
  });

  it('do not try a pattern on a very long text', () => {
    const form = formOf(text('a', { validate: { pattern: '^x*y?x*$' } }));
    expect(rules(form, { a: 'x'.repeat(501) })).toEqual(['/a maxLength']);
  });
});

it('says each problem in Vietnamese and English with the field it belongs to', () => {
  const form = formOf(text('id', { validate: { pattern: '^\\d+$', patternErrorMessage: 'Chỉ gồm chữ số' } }));
  expect(checkSubmission(form, { id: 'x' }, { now }).problems).toEqual([
    {
      fieldId: 'ID',
      indexes: [],
      pointer: '/id',
      rule: 'pattern',
      message: 'Chỉ gồm chữ số',
      messageEn: 'Does not have the asked form',
    },
  ]);
});

it('keeps of a draft what is shown and open', () => {
  const form = formOf(text('a'), text('b', { conditional: { hide: '=a = "1"' } }), text('c', { disabled: true }));
  expect(keepShown(form, { a: '1', b: 'x', c: 'y', d: 'z' }, { now })).toEqual({ a: '1' });
});
