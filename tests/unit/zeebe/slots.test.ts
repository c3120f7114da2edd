import { createSlots } from '../../../server/engine/zeebe/slots.ts';

/** Work that ends when it is told to. */
const createWork = () => {
  const started: string[] = [];
  const ends = new Map<string, { done: () => void; fail: (error: Error) => void }>();
  const run = (name: string) => (): Promise<string> => {
    started.push(name);
    return new Promise((resolve, reject) => ends.set(name, { done: () => resolve(name), fail: reject }));
  };
  return { started, ends, run };
};
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

it('lets so many run at once, and the others in the order in which they came', async () => {
  const { started, ends, run } = createWork();
  const slots = createSlots(2);
  const all = ['a', 'b', 'c', 'd'].map((name) => slots(run(name)));
  await settle();
  expect(started).toEqual(['a', 'b']);
  ends.get('b')?.done();
  await settle();
  expect(started).toEqual(['a', 'b', 'c']);
  for (const name of ['a', 'c']) ends.get(name)?.done();
  await settle();
  ends.get('d')?.done();
  expect(await Promise.all(all)).toEqual(['a', 'b', 'c', 'd']);
});

it('what fails gives its place free, too', async () => {
  const { started, ends, run } = createWork();
  const slots = createSlots(1);
  const first = slots(run('a'));
  const second = slots(run('b'));
  ends.get('a')?.fail(new Error('no'));
  await expect(first).rejects.toThrow('no');
  await settle();
  ends.get('b')?.done();
  expect([await second, started]).toEqual(['b', ['a', 'b']]);
  const third = slots(run('c'));
  ends.get('c')?.done();
  expect(await third).toBe('c');
});
