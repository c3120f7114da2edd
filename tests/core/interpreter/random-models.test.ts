import fc from 'fast-check';
import { createFeel } from '../../../core/expressions/feel.ts';
import { createBroker } from '../../../core/interpreter/broker.ts';
import { createMemoryStore } from '../../../core/interpreter/memory-store.ts';
import { chain, definitions, end, flow, job, processOf, start, subProcess } from './model.ts';

/** A block has one way in and one way out. */
type Block =
  | { readonly kind: 'task' | 'loop' }
  | { readonly kind: 'sequence' | 'parallel' | 'choice'; readonly parts: readonly Block[] }
  | { readonly kind: 'scope'; readonly inside: Block };

const { block } = fc.letrec<{ block: Block }>((tie) => ({
  block: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    fc.record({ kind: fc.constantFrom('task' as const, 'loop' as const) }),
    fc.record({
      kind: fc.constantFrom('sequence' as const, 'parallel' as const, 'choice' as const),
      parts: fc.array(tie('block'), { minLength: 2, maxLength: 3 }),
    }),
    fc.record({ kind: fc.constant('scope' as const), inside: tie('block') }),
  ),
}));

const twice =
  '<bpmn:multiInstanceLoopCharacteristics><bpmn:extensionElements><zeebe:loopCharacteristics inputCollection="=[1, 2]"/></bpmn:extensionElements></bpmn:multiInstanceLoopCharacteristics>';

type Drawn = { readonly xml: string; readonly first: string; readonly last: string };

/** Draws blocks with running numbers as ids. */
const createPen = () => {
  let count = 0;
  const id = (prefix: string): string => `${prefix}${++count}`;
  const gateways = (tag: string, parts: readonly Drawn[]): Drawn => {
    const [fork, join] = [id('fork'), id('join')];
    const isChoice = tag === 'exclusiveGateway';
    const ways = parts.map(({ xml, first, last }, i) => {
      const isDefault = isChoice && i === parts.length - 1;
      return xml + flow(fork, first, isChoice && !isDefault ? `=way = ${i}` : undefined) + flow(last, join);
    });
    const fallback = isChoice ? `default="${fork}_${parts.at(-1)?.first}"` : '';
    return {
      xml: `<bpmn:${tag} id="${fork}" ${fallback}/><bpmn:${tag} id="${join}"/>${ways.join('')}`,
      first: fork,
      last: join,
    };
  };
  const draw = (one: Block): Drawn => {
    if (one.kind === 'scope') {
      const { xml, first, last } = draw(one.inside);
      const [scope, from, to] = [id('scope'), id('from'), id('to')];
      return {
        xml: subProcess(scope, start(from) + xml + end(to) + flow(from, first) + flow(last, to)),
        first: scope,
        last: scope,
      };
    }
    if (!('parts' in one)) {
      const name = id(one.kind);
      return { xml: job(name, '', one.kind === 'loop' ? twice : ''), first: name, last: name };
    }
    const parts = one.parts.map(draw);
    if (one.kind !== 'sequence') return gateways(one.kind === 'choice' ? 'exclusiveGateway' : 'parallelGateway', parts);
    const links = parts.slice(1).map(({ first }, i) => flow(parts[i]?.last ?? '', first));
    return {
      xml: parts.map(({ xml }) => xml).join('') + links.join(''),
      first: parts[0]?.first ?? '',
      last: parts.at(-1)?.last ?? '',
    };
  };
  return draw;
};

const modelOf = (one: Block): string => {
  const { xml, first, last } = createPen()(one);
  return definitions(processOf('p', start() + xml + end() + chain('start', first) + chain(last, 'end')));
};

const begin = async (one: Block, way: number) => {
  const store = createMemoryStore();
  const broker = createBroker(store, { feel: createFeel() });
  await broker.handle({ type: 'deploy', resources: [{ name: 'p.bpmn', content: modelOf(one) }] }, 0);
  const { processInstanceKey = '' } = await broker.handle(
    { type: 'createInstance', bpmnProcessId: 'p', variables: { way } },
    0,
  );
  return { store, broker, processInstanceKey };
};
type Running = Awaited<ReturnType<typeof begin>>;

/** Completes open jobs, each time the one that the next number means. */
const work = async ({ store, broker }: Running, picks: readonly number[], most: number): Promise<void> => {
  for (let i = 0; i < most && store.waits.size > 0; i++) {
    const keys = [...store.waits.keys()];
    await broker.handle(
      { type: 'completeJob', jobKey: keys[(picks[i % picks.length] ?? 0) % keys.length] ?? '', variables: {} },
      0,
    );
  }
};

const states = ({ store }: Running): ReadonlyMap<string, string> =>
  new Map(
    store.records
      .filter(({ valueType, intent }) => valueType === 'PROCESS_INSTANCE' && intent.startsWith('ELEMENT_'))
      .map(({ key, intent }) => [key, intent]),
  );
const numbers = fc.array(fc.nat(20), { minLength: 1, maxLength: 10 });

describe('any block-structured process', () => {
  it('comes to its end in whatever order its jobs are done, and leaves nothing behind', async () => {
    await fc.assert(
      fc.asyncProperty(block, fc.nat(2), numbers, async (one, way, picks) => {
        const running = await begin(one, way);
        await work(running, picks, 2000);
        expect([...new Set(states(running).values())]).toEqual(['ELEMENT_COMPLETED']);
        expect(running.store.waits.size).toBe(0);
        expect(await running.store.loadInstance(running.processInstanceKey)).toBeUndefined();
      }),
      { numRuns: 60, seed: 20300101 },
    );
  });

  it('is ended as a whole when it is cancelled at any moment', async () => {
    await fc.assert(
      fc.asyncProperty(block, fc.nat(2), numbers, fc.nat(6), async (one, way, picks, most) => {
        const running = await begin(one, way);
        await work(running, picks, most);
        const { store, broker, processInstanceKey } = running;
        if (store.waits.size > 0) await broker.handle({ type: 'cancelInstance', processInstanceKey }, 0);
        for (const state of states(running).values())
          expect(['ELEMENT_COMPLETED', 'ELEMENT_TERMINATED']).toContain(state);
        expect(store.waits.size).toBe(0);
        expect(await store.loadInstance(processInstanceKey)).toBeUndefined();
      }),
      { numRuns: 60, seed: 20300102 },
    );
  });
});
