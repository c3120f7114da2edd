import { createEngine } from './engine.ts';
import { boundary, chain, definitions, end, flow, io, job, onError, play, processOf, start } from './model.ts';

const listeners = (...all: readonly (readonly [event: string, type: string])[]): string =>
  `<zeebe:executionListeners>${all
    .map(([eventType, type]) => `<zeebe:executionListener eventType="${eventType}" type="${type}"/>`)
    .join('')}</zeebe:executionListeners>`;
const one = (zeebe: string, rest = ''): string =>
  definitions(processOf('p', `${start()}${job('t', zeebe)}${rest}${end()}${chain('start', 't', 'end')}`));

const done = (type: string, variables = {}) => ({ completeJob: { type, variables } });
const all = listeners(['end', 'e1'], ['start', 's1'], ['start', 's2'], ['end', 'e2']);

it('runs listeners one after the other around the work', async () => {
  const states = await play(
    one(all),
    ['s1', 's2', 't', 'e1', 'e2'].map((type) => done(type)),
  );
  expect(states.map(({ state, waiting }) => [state, waiting.jobs.map(({ type }) => type)])).toEqual([
    ['active', ['s1']],
    ['active', ['s2']],
    ['active', ['t']],
    ['active', ['e1']],
    ['active', ['e2']],
    ['completed', []],
  ]);
});

it('keeps what the first bring with the task, and what the last bring with the scope around it', async () => {
  const xml = one(`${io({ y: '=x' }, { out: '=y' })}${listeners(['start', 's1'], ['end', 'e1'])}`);
  const states = await play(xml, [done('s1', { x: 2, y: 3 }), done('t', { y: 4 }), done('e1', { y: 5 })], { x: 1 });
  expect(states.map(({ variables, locals }) => [variables, locals])).toEqual([
    [{ x: 1 }, { t: [{ y: 1 }] }],
    [{ x: 1 }, { t: [{ x: 2, y: 3 }] }],
    [{ x: 1, out: 4 }, { t: [{ x: 2, y: 4 }] }],
    [{ x: 1, out: 4, y: 5 }, {}],
  ]);
});

it('throws no error that anything would catch', async () => {
  const caught = `${boundary('b', 't', onError())}${end('late')}${flow('b', 'late')}`;
  const [, after] = await play(one(all, caught), [{ throwError: { type: 's1', errorCode: 'E' } }]);
  expect(after?.incidents).toEqual([expect.objectContaining({ errorType: 'UNHANDLED_ERROR_EVENT' })]);
});

it('names the kind of the job, and gives it none of the headers of the task', async () => {
  const headers = '<zeebe:taskHeaders><zeebe:header key="h" value="v"/></zeebe:taskHeaders>';
  const { deploy, start: begin, send, waitOf, store } = createEngine();
  await deploy(one(`${headers}${listeners(['start', 's1'])}`));
  await begin();
  await send({ type: 'completeJob', jobKey: waitOf('t').key, variables: {} });
  const created = store.records.filter(({ valueType, intent }) => valueType === 'JOB' && intent === 'CREATED');
  expect(created.map(({ value }) => [value.jobKind, value.customHeaders])).toEqual([
    ['EXECUTION_LISTENER', {}],
    ['BPMN_ELEMENT', { h: 'v' }],
  ]);
});

it('ends with its task', async () => {
  const states = await play(one(all), [{ cancel: true }]);
  expect(states.map(({ state, waiting }) => [state, waiting.jobs.length])).toEqual([
    ['active', 1],
    ['terminated', 0],
  ]);
});
