import fc from 'fast-check';
import { checkSupplement } from '../../../core/dossier/check-supplement.ts';
import type { Variables } from '../../../core/contracts/json.ts';

const known: Variables = { name: 'Nam', address: { ward: 'H29.101', lines: ['1', '2'] }, note: null };
const proof = { componentId: 'proof', documentId: 'd1' };
const other = { componentId: 'marriage', documentId: 'd2' };
const pointers = (items: { componentId?: string }[], data: Variables, documents = [proof]) =>
  checkSupplement(items, { data, documents }, known).map(({ pointer }) => pointer);

it.each([
  ['the asked paper', [{ componentId: 'proof' }], {}, [proof], []],
  ['nothing at all', [{ componentId: 'proof' }], {}, [], []],
  ['another paper', [{ componentId: 'proof' }], {}, [proof, other], ['/documents/1/componentId']],
  ['one of two asked papers', [{ componentId: 'proof' }, { componentId: 'marriage' }], {}, [other], []],
  ['a changed answer', [{ componentId: 'proof' }], { name: 'Nga' }, [proof], ['/data/name']],
  ['a new answer', [{ componentId: 'proof' }], { more: 1 }, [proof], ['/data/more']],
  ['an answer taken away', [{ componentId: 'proof' }], { name: null }, [proof], ['/data/name']],
  [
    'a change deep inside',
    [{ componentId: 'proof' }],
    { address: { ward: 'H29.101', lines: ['1'] } },
    [],
    ['/data/address'],
  ],
  ['a list for a record', [{ componentId: 'proof' }], { address: [] }, [], ['/data/address']],
  ['anything, when an item names no component', [{ componentId: 'proof' }, {}], { name: 'Nga' }, [other], []],
  ['anything, when no item names one', [{}], { name: 'Nga' }, [other], []],
] satisfies [string, { componentId?: string }[], Variables, (typeof proof)[], string[]][])(
  'judges %s',
  (_, items, data, documents, expected) => {
    expect(pointers(items, data, documents)).toEqual(expected);
  },
);

it('never counts answers sent back as they were, whatever their order', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (data) => {
      const stored = data as Variables;
      const again = Object.fromEntries(Object.entries(structuredClone(stored)).reverse());
      expect(checkSupplement([{ componentId: 'proof' }], { data: again, documents: [] }, stored)).toEqual([]);
    }),
  );
});
