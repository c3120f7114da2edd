import { chain, definitions, end, flow, job, playToEnd, processOf, start } from './model.ts';

describe('the order of a file', () => {
  it('is read backwards: the last condition that holds decides', async () => {
    const flows = [flow('g', 'low', '=n &gt; 10'), flow('g', 'high', '=n &gt; 100'), flow('g', 'none')];
    const model = (order: readonly number[]) =>
      definitions(
        processOf(
          'p',
          `${start()}<bpmn:exclusiveGateway id="g" default="g_none"/>${end('low')}${end('high')}${end('none')}${chain('start', 'g')}${order.map((i) => flows[i]).join('')}`,
        ),
      );
    expect((await playToEnd(model([0, 1, 2]), [], { n: 500 })).completed).toEqual({ start: 1, g: 1, high: 1 });
    expect((await playToEnd(model([1, 0, 2]), [], { n: 500 })).completed).toEqual({ start: 1, g: 1, low: 1 });
    expect((await playToEnd(model([2, 1, 0]), [], { n: 5 })).completed).toEqual({ start: 1, g: 1, none: 1 });
  });

  it('begins branches backwards, too', async () => {
    const ids = ['a', 'b', 'c'];
    const xml = definitions(
      processOf(
        'p',
        `${start()}<bpmn:parallelGateway id="g"/>${ids.map((id) => job(id)).join('')}${chain('start', 'g')}${ids.map((id) => flow('g', id)).join('')}`,
      ),
    );
    expect((await playToEnd(xml)).waiting.jobs.map(({ element }) => element)).toEqual(['c', 'b', 'a']);
  });
});
