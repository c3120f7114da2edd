import fc from 'fast-check';
import { createLanes } from '../../../server/engine/zeebe/outbox/lanes.ts';
import type { OutboxCommand } from '../../../server/engine/zeebe/outbox/outbox-row.ts';

const command = (id: number, lane: string): OutboxCommand => ({
  id: String(id),
  lane,
  dossierId: null,
  jobKey: null,
  command: { type: 'resolveIncident', incidentKey: '1' },
  uncertain: false,
  createdAt: 0,
});

it('hands out one command of a lane at a time, and the next when that one is over', () => {
  const lanes = createLanes();
  const [first, second, other] = [command(1, 'a'), command(2, 'a'), command(3, 'b')];
  for (const each of [first, second, other]) lanes.add(each);
  expect(lanes.take()).toBe(first);
  expect(lanes.take()).toBe(other);
  expect(lanes.take()).toBeUndefined();
  lanes.done(first);
  expect(lanes.take()).toBe(second);
  expect(lanes.size).toBe(2);
});

it('hands out again what was put back, before the others of its lane and after the other lanes', () => {
  const lanes = createLanes();
  const first = command(1, 'a');
  for (const each of [first, command(2, 'a'), command(3, 'b')]) lanes.add(each);
  lanes.take();
  lanes.putBack({ ...first, uncertain: true });
  expect(lanes.take()?.id).toBe('3');
  expect(lanes.take()).toMatchObject({ id: '1', uncertain: true });
  expect(lanes.size).toBe(3);
});

it('takes a command once, however often it is told of it', () => {
  const lanes = createLanes();
  lanes.add(command(1, 'a'));
  lanes.add(command(1, 'a'));
  expect(lanes.size).toBe(1);
});

it('forgets what went to another process, with what waits behind it', () => {
  const lanes = createLanes();
  for (const each of [command(1, 'a'), command(2, 'a'), command(3, 'a'), command(4, 'b')]) lanes.add(each);
  lanes.drop(new Set(['1', '3', '4']));
  expect(lanes.ids().sort()).toEqual(['1', '4']);
  lanes.drop(new Set(['4']));
  expect(lanes.ids()).toEqual(['4']);
  expect(lanes.take()?.id).toBe('4');
  expect(lanes.take()).toBeUndefined();
});

it('keeps the order of every lane and loses nothing, whatever happens in between', () => {
  const step = fc.record({ lane: fc.nat(3), act: fc.constantFrom('add', 'take', 'done', 'putBack') });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
      const lanes = createLanes();
      const underWay: OutboxCommand[] = [];
      const ended = new Map<string, number[]>();
      let added = 0;
      const finish = (): void => {
        const each = underWay.shift();
        if (!each) return;
        lanes.done(each);
        ended.set(each.lane, [...(ended.get(each.lane) ?? []), Number(each.id)]);
      };
      for (const { lane, act } of steps) {
        if (act === 'add') lanes.add(command(added++, String(lane)));
        if (act === 'take') underWay.push(...[lanes.take()].flatMap((each) => each ?? []));
        if (act === 'done') finish();
        if (act === 'putBack') {
          const each = underWay.shift();
          if (each) lanes.putBack(each);
        }
        expect(new Set(underWay.map((each) => each.lane)).size).toBe(underWay.length);
      }
      for (;;) {
        while (underWay.length > 0) finish();
        const next = lanes.take();
        if (!next) break;
        underWay.push(next);
      }
      expect(lanes.size).toBe(0);
      expect([...ended.values()].flat()).toHaveLength(added);
      for (const ids of ended.values()) expect(ids).toEqual([...ids].sort((a, b) => a - b));
    }),
  );
});

it('holds a lane back while it is not known whether its first command is still in hand', () => {
  const lanes = createLanes();
  lanes.add(command(1, 'a'), false);
  lanes.add(command(2, 'a'));
  lanes.add(command(3, 'b'));
  expect(lanes.take()?.id).toBe('3');
  expect(lanes.take()).toBeUndefined();
  lanes.keep(new Set(['1', '2']));
  expect(lanes.take()?.id).toBe('1');
});

it('puts what comes late before what was written down after it, but not before what is on its way', () => {
  const lanes = createLanes();
  for (const id of [5, 9, 7, 6]) lanes.add(command(id, 'a'));
  expect(lanes.ids()).toEqual(['5', '6', '7', '9']);
  expect(lanes.take()?.id).toBe('5');
  lanes.add(command(3, 'a'));
  expect(lanes.ids()).toEqual(['5', '3', '6', '7', '9']);
});

it('hands out by what is known about a command', () => {
  const lanes = createLanes();
  lanes.add({ ...command(1, 'a'), uncertain: true });
  lanes.add(command(2, 'b'));
  expect(lanes.uncertain).toBe(1);
  expect(lanes.take('certain')?.id).toBe('2');
  expect(lanes.take('certain')).toBeUndefined();
  expect(lanes.take('uncertain')?.id).toBe('1');
  lanes.drop(new Set(['2']));
  expect([lanes.uncertain, lanes.size]).toEqual([0, 1]);
});

it('knows what is not in hand any more, also when it has come back meanwhile', () => {
  const lanes = createLanes();
  const first = command(1, 'a');
  lanes.add(first);
  lanes.take();
  expect(lanes.holds(first)).toBe(true);
  lanes.drop(new Set());
  expect(lanes.holds(first)).toBe(false);
  lanes.add({ ...command(1, 'a'), uncertain: true });
  expect(lanes.holds(first)).toBe(false);
  expect(lanes.take()).toBeUndefined();
  lanes.putBack(first);
  expect(lanes.take()).toMatchObject({ id: '1', uncertain: true });
});
