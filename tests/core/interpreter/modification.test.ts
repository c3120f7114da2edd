import type { ModifyInstructions } from '../../../core/contracts/engine-command.ts';
import { readJob } from '../../../core/interpreter/read-job.ts';
import { createEngine, rejection } from './engine.ts';
import { chain, definitions, end, job, onSignal, processOf, start, subProcess } from './model.ts';

const gate = `<bpmn:eventBasedGateway id="gate"/>${['c1', 'c2'].map((id) => `<bpmn:intermediateCatchEvent id="${id}">${onSignal(`s_${id}`)}</bpmn:intermediateCatchEvent>`).join('')}`;
const each = subProcess(
  'each',
  `<bpmn:multiInstanceLoopCharacteristics><bpmn:extensionElements><zeebe:loopCharacteristics inputCollection="=[1, 2]" inputElement="item"/></bpmn:extensionElements></bpmn:multiInstanceLoopCharacteristics>${start('i')}${job('v')}${job('w')}${chain('i', 'v', 'w')}`,
);
const plain = subProcess('sub', `${start('j')}${job('x')}${job('y')}${chain('j', 'x', 'y')}`);
const model = definitions(
  `${processOf('p', `${start()}${job('t')}${each}${plain}${gate}${end()}${chain('start', 't', 'each', 'sub', 'gate')}${chain('gate', 'c1', 'end')}${chain('gate', 'c2', 'end')}`)}<bpmn:signal id="s_c1" name="one"/><bpmn:signal id="s_c2" name="two"/>`,
);

const createInstance = async () => {
  const engine = createEngine();
  await engine.deploy(model);
  const { processInstanceKey = '' } = await engine.start();
  const modify = (instructions: Partial<ModifyInstructions>) =>
    engine.send({
      type: 'modifyInstance',
      processInstanceKey,
      instructions: { activate: [], terminate: [], ...instructions },
    });
  const keysOf = (elementId: string): readonly string[] =>
    engine.store.records.flatMap(({ intent, value, key }) =>
      intent === 'ELEMENT_ACTIVATED' && value.elementId === elementId ? [key] : [],
    );
  return { ...engine, processInstanceKey, modify, keysOf };
};

describe('a modification', () => {
  it.each([
    ['an element that is not there', { activate: [{ elementId: 'none' }] }],
    ['a start event', { activate: [{ elementId: 'start' }] }],
    ['an event behind a gateway', { activate: [{ elementId: 'c1' }] }],
    ['an element inside a multi-instance that does not run', { activate: [{ elementId: 'w' }] }],
    ['an element instance that is not there', { terminate: [{ elementInstanceKey: '1' }] }],
    ['an ancestor that is not there', { activate: [{ elementId: 'x', ancestorElementInstanceKey: '1' }] }],
    ['a scope that is not there', { activate: [{ elementId: 'x', variables: [{ scopeId: 'none', variables: {} }] }] }],
    ['a scope that is elsewhere', { activate: [{ elementId: 'x', variables: [{ scopeId: 'each', variables: {} }] }] }],
  ])('is refused for %s, and nothing has changed', async (_, instructions) => {
    const { modify, store } = await createInstance();
    const before = store.records.length;
    expect((await rejection(modify(instructions))).rejectionType).toBe('INVALID_ARGUMENT');
    expect(store.records).toHaveLength(before);
  });

  it('needs to be told which of several scopes is meant, and uses that one', async () => {
    const { modify, send, waitOf, keysOf, store, processInstanceKey, intents } = await createInstance();
    await send({ type: 'completeJob', jobKey: waitOf('t').key, variables: {} });
    const activate = [{ elementId: 'w' }];
    expect((await rejection(modify({ activate }))).rejectionType).toBe('INVALID_ARGUMENT');
    const second = keysOf('each').at(-1) ?? '';
    await modify({ activate: [{ elementId: 'w', ancestorElementInstanceKey: second }] });
    const tree = await store.loadInstance(processInstanceKey);
    expect(tree && readJob(tree, waitOf('w').key)?.variables).toMatchObject({ item: 2, loopCounter: 2 });
    expect(intents('PROCESS_INSTANCE').filter((text) => text === 'ELEMENT_ACTIVATED each')).toHaveLength(3);
  });

  it('refuses an ancestor that is not around the element', async () => {
    const { modify, keysOf } = await createInstance();
    const [t = ''] = keysOf('t');
    const activate = [{ elementId: 'x', ancestorElementInstanceKey: t }];
    expect((await rejection(modify({ activate }))).rejectionType).toBe('INVALID_ARGUMENT');
  });

  it('enters the only instance of a scope, and a new one below a named ancestor', async () => {
    const { modify, keysOf, processInstanceKey } = await createInstance();
    await modify({ activate: [{ elementId: 'x' }] });
    await modify({ activate: [{ elementId: 'y' }] });
    expect(keysOf('sub')).toHaveLength(1);
    await modify({ activate: [{ elementId: 'y', ancestorElementInstanceKey: processInstanceKey }] });
    expect(keysOf('sub')).toHaveLength(2);
  });

  it('does not end a called instance, however far it has come', async () => {
    const engine = createEngine();
    const call =
      '<bpmn:callActivity id="ask"><bpmn:extensionElements><zeebe:calledElement processId="child"/></bpmn:extensionElements></bpmn:callActivity>';
    await engine.deploy(definitions(processOf('child', `${start()}${job('c')}${chain('start', 'c')}`)), 'child.bpmn');
    await engine.deploy(definitions(processOf('p', `${start()}${call}${chain('start', 'ask')}`)));
    await engine.start();
    const { processInstanceKey, elementInstanceKey } = engine.waitOf('c');
    const before = engine.store.records.length;
    const modify = engine.send({
      type: 'modifyInstance',
      processInstanceKey: processInstanceKey ?? '',
      instructions: { activate: [], terminate: [{ elementInstanceKey: elementInstanceKey ?? '' }] },
    });
    expect((await rejection(modify)).rejectionType).toBe('INVALID_ARGUMENT');
    expect(engine.store.records).toHaveLength(before);
    expect(engine.waitOf('c').kind).toBe('job');
  });
});
