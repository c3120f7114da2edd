import { createGate } from '../../../server/engine/zeebe/outbox/gate.ts';

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

it('lets so many through at once', () => {
  const gate = createGate({ most: 2, onOpen: () => undefined });
  gate.enter();
  expect(gate.isOpen()).toBe(true);
  gate.enter();
  expect(gate.isOpen()).toBe(false);
  gate.leave(true);
  expect(gate.isOpen()).toBe(true);
});

it('after a failure lets one through after a pause, and all again after a success', async () => {
  let opened = (): void => undefined;
  const open = new Promise<void>((resolve) => (opened = resolve));
  const gate = createGate({ most: 5, onOpen: () => opened() });
  gate.enter();
  gate.leave(false);
  expect([gate.isOpen(), gate.isFailing]).toEqual([false, true]);
  await open;
  expect(gate.isOpen()).toBe(true);
  gate.enter();
  expect(gate.isOpen()).toBe(false);
  gate.leave(true);
  gate.enter();
  expect([gate.isOpen(), gate.isFailing]).toEqual([true, false]);
});

it('opens no more once it is closed', async () => {
  let opened = 0;
  const gate = createGate({ most: 1, onOpen: () => void opened++ });
  gate.enter();
  gate.leave(false);
  gate.close();
  gate.enter();
  gate.leave(false);
  await wait(250);
  expect(opened).toBe(0);
});
