import { checkForm } from '../../../core/forms/check-form.ts';
import { namesOfForm } from '../../../core/forms/form-names.ts';
import { listFields } from '../../../core/forms/list-fields.ts';
import { isSlowPattern } from '../../../core/forms/slow-pattern.ts';

const found = (...components: object[]): string[] =>
  checkForm({ components }).map(({ rule, elementId }) => `${rule} ${elementId}`);
const field = (more: object): object => ({ id: 'A', type: 'textfield', key: 'a', label: 'A', ...more });

describe('the check of a form', () => {
  it.each([
    ['an unknown type', field({ type: 'slider' }), 'form-type A'],
    ['a missing label', field({ label: ' ' }), 'form-label A'],
    ['a missing key', { id: 'A', type: 'textfield', label: 'A' }, 'form-key A'],
    ['a key that reaches into objects', field({ key: 'x.__proto__' }), 'form-key A'],
    ['a key with an empty step', field({ key: 'x..y' }), 'form-key A'],
    ['a condition without "="', field({ conditional: { hide: 'x' } }), 'form-condition A'],
    ['a condition that is no FEEL', field({ conditional: { hide: '=x = (1' } }), 'form-feel A'],
    ['a limit that is no FEEL', field({ validate: { minLength: '=1 +' } }), 'form-feel A'],
    ['a limit that is no number', field({ validate: { maxLength: 'ten' } }), 'form-limit A'],
    ['a pattern that is none', field({ validate: { pattern: '(' } }), 'form-pattern A'],
    ['a slow pattern', field({ validate: { pattern: '^(\\d+)+$' } }), 'form-slow-pattern A'],
    ['the phone type', field({ validate: { validationType: 'phone' } }), 'form-phone A'],
    ['a choice without options', field({ type: 'select' }), 'form-options A'],
    ['a computed field without expression', field({ type: 'expression' }), 'form-expression A'],
    ['a list without path', { id: 'A', type: 'dynamiclist', isRepeating: true, components: [] }, 'form-list A'],
  ])('finds %s', (_name, component, expected) => {
    expect(found(component)).toContain(expected);
  });

  it('finds keys and ids that are used twice, also when one lies inside the other', () => {
    expect(found(field({}), { ...field({}), id: 'B' })).toEqual(['form-duplicate-key B']);
    expect(found(field({ key: 'x' }), field({ id: 'B', key: 'x.y' }))).toEqual(['form-duplicate-key B']);
    expect(found(field({}), field({ key: 'b' }))).toEqual(['form-duplicate-id A']);
  });

  it('lets two lists use the same key in their rows', () => {
    const list = (id: string) => ({
      id,
      type: 'dynamiclist',
      path: id,
      label: id,
      isRepeating: true,
      components: [{ id: `${id}1`, type: 'textfield', key: 'name', label: 'n' }],
    });
    expect(found(list('a'), list('b'))).toEqual([]);
  });

  it.each([[null], [[]], ['form'], [{}]])('refuses %j as a whole', (value) => {
    expect(checkForm(value).map(({ rule }) => rule)).toEqual(['form-shape']);
  });
});

it.each([
  ['^\\d{12}$', false],
  ['^(0|\\+84)[35789]\\d{8}$', false],
  ['^\\d{10}(-\\d{3})?$', false],
  ['^[A-Z]{1,3}(,[A-Z]{1,3})*$', false],
  ['^(?:ab|cd)+$', false],
  ['(a+)+$', true],
  ['(a*)*', true],
  ['(a|a)+', true],
  ['(a|ab)*c', true],
  ['(.|x)*', true],
  ['^(\\w+\\s?)*$', true],
  ['((a{1,50}){1,50}){1,50}', true],
  ['(x)\\1+', true],
  ['[(+)+]+', false],
])('judges whether %s can take very long: %s', (pattern, slow) => {
  expect(isSlowPattern(pattern)).toBe(slow);
});

describe('the list of fields', () => {
  const form = {
    components: [
      {
        id: 'G',
        type: 'group',
        path: 'home',
        components: [
          {
            id: 'W',
            type: 'textfield',
            key: 'ward',
            label: 'Phường',
            properties: { labelEn: 'Ward' },
            validate: { required: true },
          },
        ],
      },
      {
        id: 'L',
        type: 'dynamiclist',
        path: 'kids',
        label: 'Con',
        isRepeating: true,
        components: [{ id: 'N', type: 'textfield', key: 'name', label: 'Tên', disabled: true }],
      },
      { id: 'T', type: 'text', text: 'Kính gửi {{ward_name}}, {{fullName}}' },
      { id: 'E', type: 'expression', key: 'fee', expression: '=pages * 8000' },
    ],
  };
  it('tells path, type, label and whether it can be changed', () => {
    expect(
      listFields(form).map(({ name, path, type, label, labelEn, required, editable }) => [
        name,
        path.join('.'),
        type,
        label,
        labelEn,
        required,
        editable,
      ]),
    ).toEqual([
      ['home', 'home.ward', 'textfield', 'Phường', 'Ward', true, true],
      ['kids', 'kids', 'list', 'Con', undefined, false, true],
      ['kids', 'kids.*.name', 'textfield', 'Tên', undefined, false, false],
      ['fee', 'fee', 'expression', '', undefined, false, false],
    ]);
  });
  it('names all data that the form shows or reads', () => {
    expect([...namesOfForm(form)]).toEqual(
      expect.arrayContaining(['home', 'kids', 'fee', 'ward_name', 'fullName', 'pages']),
    );
    expect(namesOfForm(form).has('secret')).toBe(false);
  });
});
