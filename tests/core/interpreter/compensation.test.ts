import { boundary, chain, definitions, job, play, playToEnd, processOf, start, subProcess } from './model.ts';

const thrower = (id: string, activity = ''): string =>
  `<bpmn:intermediateThrowEvent id="${id}"><bpmn:compensateEventDefinition id="c_${id}" ${activity && `activityRef="${activity}"`}/></bpmn:intermediateThrowEvent>`;
const undone = (id: string): string =>
  `${boundary(`on_${id}`, id, `<bpmn:compensateEventDefinition id="cb_${id}"/>`)}${job(`undo_${id}`, '', '', 'isForCompensation="true"')}`;
const association = (id: string): string =>
  `<bpmn:association id="as_${id}" sourceRef="on_${id}" targetRef="undo_${id}"/>`;
const inner = subProcess('s', `${start('ss')}${job('a')}${undone('a')}${chain('ss', 'a')}${association('a')}`);
const done = (element: string) => ({ completeJob: { element } });

describe('compensation of a sub-process', () => {
  const xml = definitions(
    processOf(
      'p',
      `${start()}${inner}${undone('s')}${thrower('t', 's')}${job('after')}${chain('start', 's', 't', 'after')}${association('s')}`,
    ),
  );

  it('runs its own handler and those of what was completed inside', async () => {
    const state = await playToEnd(xml, [done('a')]);
    expect(state.waiting.jobs.map(({ element }) => element).sort()).toEqual(['undo_a', 'undo_s']);
    expect(state.completed).toMatchObject({ on_a: 1, on_s: 1 });
  });

  it.each([
    ['undo_a', 'undo_s'],
    ['undo_s', 'undo_a'],
  ])('is over when both have ended, %s first', async (first, second) => {
    const states = await play(xml, [done('a'), done(first), done(second)]);
    expect(states.map(({ active }) => active.after ?? 0)).toEqual([0, 0, 0, 1]);
  });

  it('needs no handler of its own', async () => {
    const bare = definitions(
      processOf('p', `${start()}${inner}${thrower('t')}${job('after')}${chain('start', 's', 't', 'after')}`),
    );
    const states = await play(bare, [done('a'), done('undo_a')]);
    expect(states.map(({ active }) => active.after ?? 0)).toEqual([0, 0, 1]);
  });

  it('happens once', async () => {
    const twice = definitions(
      processOf(
        'p',
        `${start()}${inner}${thrower('t', 's')}${thrower('u')}${job('after')}${chain('start', 's', 't', 'u', 'after')}`,
      ),
    );
    const state = await playToEnd(twice, [done('a'), done('undo_a')]);
    expect(state).toMatchObject({ active: { after: 1 }, completed: { undo_a: 1, t: 1, u: 1 } });
  });
});
