import fc from 'fast-check';
import { isDossierCode } from '../../web/officer/is-dossier-code.ts';
import { neighbourOf, stableRows } from '../../web/officer/stable-rows.ts';
import {
  readListState,
  taskTabs,
  toTaskFilter,
  writeListState,
  type ListState,
} from '../../web/officer/task-filter.ts';

const state: ListState = { tab: 'don-vi', q: '', procedureCode: '', sort: 'due', task: null };

describe('the list in the address', () => {
  it('is the unit by due date when the address says nothing', () => {
    expect(readListState(new URLSearchParams())).toEqual(state);
    expect(writeListState(state).toString()).toBe('');
  });

  it('ignores words it does not know', () => {
    expect(readListState(new URLSearchParams('loc=cua-sep&xep=nguoc'))).toEqual(state);
  });

  it('reads back every state it writes', () => {
    const states = fc.record({
      tab: fc.constantFrom(...taskTabs),
      q: fc.string(),
      procedureCode: fc.constantFrom('', '1.001193'),
      sort: fc.constantFrom('due' as const, 'created' as const),
      task: fc.option(fc.integer({ min: 1 }).map(String)),
    });
    fc.assert(
      fc.property(states, (some) => {
        expect(readListState(new URLSearchParams(writeListState(some).toString()))).toEqual(some);
      }),
    );
  });

  it.each([
    ['toi', { queue: 'mine' }],
    ['don-vi', { queue: 'unit' }],
    ['tat-ca', { queue: 'all' }],
    ['hom-nay', { queue: 'all', due: 'today' }],
    ['qua-han', { queue: 'all', due: 'overdue' }],
  ] as const)('tab %s asks for %j', (tab, asked) => {
    expect(toTaskFilter({ ...state, tab })).toEqual({ q: '', procedureCode: '', sort: 'due', ...asked });
  });
});

const rows = (...keys: string[]) => keys.map((key) => ({ key, version: 1 }));
const shownKeys = (shown: string[], fresh: string[]) => {
  const { rows: result, pending } = stableRows(rows(...shown), rows(...fresh));
  return { keys: result.map(({ item, gone }) => (gone ? `(${item.key})` : item.key)), pending };
};

describe('rows under the reader', () => {
  it.each([
    ['nothing was shown', [], ['a', 'b'], ['a', 'b'], 0],
    ['nothing changed', ['a', 'b'], ['a', 'b'], ['a', 'b'], 0],
    ['a row arrives above', ['a', 'b'], ['x', 'a', 'b'], ['a', 'b'], 1],
    ['a row arrives in between', ['a', 'b'], ['a', 'x', 'b'], ['a', 'b'], 1],
    ['a further page is read', ['a', 'b'], ['a', 'b', 'c', 'd'], ['a', 'b', 'c', 'd'], 0],
    ['a row leaves', ['a', 'b', 'c'], ['a', 'c'], ['a', '(b)', 'c'], 1],
    ['one leaves and one arrives', ['a', 'b', 'c'], ['x', 'a', 'c'], ['a', '(b)', 'c'], 2],
    ['the order changes', ['a', 'b'], ['b', 'a'], ['a', 'b'], 0],
    ['every row has left, and the list begins anew', ['a'], ['x', 'y'], ['x', 'y'], 0],
    ['the last row has left', ['a'], [], [], 0],
  ])('stay in place when %s', (_what, shown, fresh, keys, pending) => {
    expect(shownKeys(shown, fresh)).toEqual({ keys, pending });
  });

  it('show the new content in the old place', () => {
    const {
      rows: [first],
    } = stableRows([{ key: 'a', version: 1 }], [{ key: 'a', version: 2 }]);
    expect(first).toEqual({ item: { key: 'a', version: 2 }, gone: false });
  });

  it('never move, double or lose a row that was shown', () => {
    const keys = fc.uniqueArray(fc.constantFrom(...'abcdefgh'), { maxLength: 8 });
    fc.assert(
      fc.property(keys, keys, (shown, fresh) => {
        const result = stableRows(rows(...shown), rows(...fresh)).rows.map(({ item }) => item.key);
        const isKept = shown.some((key) => fresh.includes(key));
        expect(result.slice(0, isKept ? shown.length : undefined)).toEqual(isKept ? shown : fresh);
        expect(new Set(result).size).toBe(result.length);
      }),
    );
  });
});

describe('the task that opens when one is done', () => {
  const list = stableRows(rows('a', 'b', 'c'), rows('a', 'b', 'c')).rows;
  const withGone = stableRows(rows('a', 'b', 'c'), rows('a', 'b')).rows;
  it('is the next one', () => expect(neighbourOf(list, 'a')).toBe('b'));
  it('is the one before at the end of the list', () => expect(neighbourOf(list, 'c')).toBe('b'));
  it('is none that has left', () => expect(neighbourOf(withGone, 'b')).toBe('a'));
  it('is the first when the done one is not in the list', () => expect(neighbourOf(list, 'z')).toBe('a'));
  it('is nothing when nothing is left', () =>
    expect(neighbourOf(stableRows(rows('a'), rows('a')).rows, 'a')).toBeNull());
});

describe('a typed search', () => {
  it.each(['H29.101.2-261124-0001', ' h29.101.2-261124-00012 ', 'H29-261124-0001'])('%j is a whole code', (text) =>
    expect(isDossierCode(text)).toBe(true),
  );
  it.each(['', '0001', 'Công dân B', 'H29.101.2-261124', 'H29.101.2-26112-0001', 'x H29-261124-0001'])(
    '%j is not',
    (text) => expect(isDossierCode(text)).toBe(false),
  );
});
