import { createEngine, rejection } from './engine.ts';
import {
  boundary,
  chain,
  definitions,
  end,
  eventSubProcess,
  flow,
  job,
  message,
  nativeTask,
  onError,
  onMessage,
  onSignal,
  onTimer,
  processOf,
  start,
  subProcess,
} from './model.ts';

const outside = `${message('m1', 'one', '=key')}${message('m2', 'two', '=key')}<bpmn:signal id="s" name="stop"/><bpmn:error id="e" name="e" errorCode="bad"/>`;
const model = (id: string, first: string, content: string): string =>
  definitions(processOf(id, `${start()}${content}${chain('start', first)}`) + outside);
const atBorder = (id: string, definition: string): string =>
  `${job('t')}${boundary(id, 't', definition)}${end(`${id}_end`)}${flow(id, `${id}_end`)}`;
const wrapped = (inner: string): string => subProcess('sub', `${start('i')}${job(inner)}${chain('i', inner)}`);
const handler = eventSubProcess(
  'h',
  `<bpmn:startEvent id="hs">${onError('e')}</bpmn:startEvent>${job('mend')}${chain('hs', 'mend')}`,
);
const each = job(
  't',
  '',
  '<bpmn:multiInstanceLoopCharacteristics><bpmn:extensionElements><zeebe:loopCharacteristics inputCollection="=[1]"/></bpmn:extensionElements></bpmn:multiInstanceLoopCharacteristics>',
);
const call =
  '<bpmn:callActivity id="t"><bpmn:extensionElements><zeebe:calledElement processId="child"/></bpmn:extensionElements></bpmn:callActivity>';

type Case = {
  readonly from: string;
  readonly to: string;
  readonly mapping?: Readonly<Record<string, string>>;
  readonly first?: readonly [string, string];
};
const migrate = async ({ from, to, mapping = { t: 't' }, first: [one, two] = ['t', 't'] }: Case) => {
  const engine = createEngine();
  await engine.deploy(definitions(processOf('child', `${start()}${job('c')}${chain('start', 'c')}`)), 'child.bpmn');
  await engine.deploy(model('p', one, from));
  const { processes = [] } = await engine.deploy(model('q', two, to), 'q.bpmn');
  const { processInstanceKey = '' } = await engine.start({ key: 'k' });
  const run = () =>
    engine.send({
      type: 'migrateInstance',
      processInstanceKey,
      targetProcessDefinitionKey: processes[0]?.processDefinitionKey ?? '',
      mapping: Object.entries(mapping).map(([sourceElementId, targetElementId]) => ({
        sourceElementId,
        targetElementId,
      })),
    });
  return { ...engine, run };
};

describe('a migration', () => {
  it.each<[string, Case]>([
    [
      'a sub-process with what is inside',
      { from: wrapped('a'), to: wrapped('b'), mapping: { sub: 'sub', a: 'b' }, first: ['sub', 'sub'] },
    ],
    ['a call', { from: call, to: call }],
    ['away from a boundary message', { from: atBorder('b', onMessage('m1')), to: job('t') }],
    [
      'past events of elements that are not active',
      {
        from: `${job('t')}${job('u')}${boundary('b', 'u', onTimer('timeDuration', 'PT1H'))}${end()}${chain('t', 'u')}${flow('b', 'end')}`,
        to: job('t'),
      },
    ],
    [
      'with a mapping of what is not active',
      {
        from: `${job('t')}${job('u')}${chain('t', 'u')}`,
        to: `${job('t')}${job('v')}${chain('t', 'v')}`,
        mapping: { t: 't', u: 'v' },
      },
    ],
  ])('is possible: %s', async (_, one) => {
    const { run, intents } = await migrate(one);
    await run();
    expect(intents('PROCESS_INSTANCE').some((text) => text.startsWith('ELEMENT_MIGRATED'))).toBe(true);
  });

  it.each<[string, string, Case]>([
    ['INVALID_STATE', 'no mapping of an active element', { from: job('t'), to: job('t'), mapping: {} }],
    ['INVALID_STATE', 'another type', { from: job('t'), to: nativeTask('t') }],
    [
      'INVALID_STATE',
      'another scope',
      { from: wrapped('a'), to: `${wrapped('b')}${job('t')}`, mapping: { sub: 'sub', a: 't' }, first: ['sub', 'sub'] },
    ],
    ['INVALID_STATE', 'a multi-instance', { from: each, to: job('t') }],
    [
      'INVALID_STATE',
      'a timer at the active element',
      { from: atBorder('b', onTimer('timeDuration', 'PT1H')), to: job('t') },
    ],
    ['INVALID_STATE', 'a signal at the target', { from: job('t'), to: atBorder('b', onSignal('s')) }],
    ['INVALID_STATE', 'an error at the active element', { from: atBorder('b', onError('e')), to: job('t') }],
    [
      'INVALID_STATE',
      'a boundary message that is mapped',
      { from: atBorder('b', onMessage('m1')), to: atBorder('c', onMessage('m1')), mapping: { t: 't', b: 'c' } },
    ],
    ['INVALID_STATE', 'an event sub-process', { from: job('t'), to: `${job('t')}${handler}` }],
    [
      'INVALID_STATE',
      'an event that is waited for',
      { from: `<bpmn:intermediateCatchEvent id="t">${onMessage('m1')}</bpmn:intermediateCatchEvent>`, to: job('t') },
    ],
    [
      'INVALID_ARGUMENT',
      'an element that the source has not',
      { from: job('t'), to: job('t'), mapping: { t: 't', x: 't' } },
    ],
    ['INVALID_ARGUMENT', 'an element that the target has not', { from: job('t'), to: job('t'), mapping: { t: 'x' } }],
  ])('is refused with %s for %s, and nothing has changed', async (type, _, one) => {
    const { run, store } = await migrate(one);
    const before = store.records.length;
    const waits = [...store.waits.keys()];
    expect((await rejection(run())).rejectionType).toBe(type);
    expect(store.records).toHaveLength(before);
    expect([...store.waits.keys()]).toEqual(waits);
  });

  it('waits for the boundary messages of the target, and not for those of the source', async () => {
    const { run, send, intents, store } = await migrate({
      from: atBorder('b', onMessage('m1')),
      to: atBorder('c', onMessage('m2')),
    });
    await run();
    const names = [...store.waits.values()].filter(({ kind }) => kind === 'message').map(({ name }) => name);
    expect(names).toEqual(['two']);
    const publish = (name: string) =>
      send({ type: 'publishMessage', name, correlationKey: 'k', timeToLiveMs: 0, variables: {} });
    await publish('one');
    expect(intents('PROCESS_INSTANCE')).not.toContain('ELEMENT_TERMINATED t');
    await publish('two');
    expect(intents('PROCESS_INSTANCE')).toContain('ELEMENT_COMPLETED c_end');
  });
});
