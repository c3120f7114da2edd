import type { EngineCommand } from '../../../core/contracts/engine-command.ts';
import type { ZeebeGateway } from '../../../server/engine/zeebe/gateway/gateway.ts';
import { createBrokerStage } from '../../conformance/runner/broker-stage.ts';
import { cleanUp } from '../../conformance/runner/clean-up.ts';
import type { LiveBroker } from '../../conformance/runner/live-broker.ts';
import { startRecordSink } from '../../conformance/runner/record-sink.ts';

const START = Date.parse('2030-01-01T08:00:00Z');
type Fields = { readonly valueType: string; readonly intent: string; readonly key?: number; readonly value?: object };

/**
 * What the runner sees of a broker: commands go in, records come out over HTTP, and a clock that is set. What it does is told by the
 * test: `work` is asked at every command and every move of the clock, and answers with the records that come of it.
 */
const createSmallBroker = async (
  work: (command: EngineCommand | 'clock' | { delete: string }, clock: number) => Fields[],
) => {
  const sink = await startRecordSink();
  let position = 0;
  let markers = 0;
  let now = START;
  let waiting: Fields[] = [];
  const clocks: number[] = [];
  const send = async (records: readonly Fields[]): Promise<void> => {
    const lines = records.flatMap(({ key = 1, value = {}, ...fields }) => [
      '{"index":{}}',
      JSON.stringify({ partitionId: 1, position: (position += 1), key, timestamp: now, value, ...fields }),
    ]);
    await fetch(`${sink.url}/_bulk`, { method: 'POST', body: `${lines.join('\n')}\n` });
  };
  const moveClock = (to: number): Promise<void> => {
    if (to !== now) {
      clocks.push(to);
      now = to;
      waiting.push(...work('clock', now));
    }
    return Promise.resolve();
  };
  const gateway: Pick<ZeebeGateway, 'execute' | 'deleteResource'> = {
    execute: async (command) => {
      const isMarker = command.type === 'publishMessage';
      const told = [...waiting, ...work(command, now)];
      waiting = [];
      const marker = { valueType: 'MESSAGE', intent: 'PUBLISHED', value: isMarker ? { name: command.name } : {} };
      await send(isMarker ? [...told, marker] : told);
      return {};
    },
    deleteResource: async (key) => send(work({ delete: key }, now)),
  };
  const live: LiveBroker = {
    gateway: gateway as ZeebeGateway,
    sink,
    get now() {
      return now;
    },
    setClock: moveClock,
    moveClock,
    nextMarker: () => (markers += 1),
    close: () => sink.close(),
  };
  return { live, clocks };
};

const intents = (records: readonly { readonly intent: string }[]): readonly string[] =>
  records.map(({ intent }) => intent);

describe('a live broker is at rest', () => {
  it('when it told nothing between two markers', async () => {
    const later: Fields[][] = [
      [{ valueType: 'JOB', intent: 'CREATED' }],
      [],
      [{ valueType: 'JOB', intent: 'COMPLETED' }],
    ];
    const { live } = await createSmallBroker(() => later.shift() ?? []);
    const told = await createBrokerStage(live).settle(START);
    await live.close();
    expect(intents(told)).toEqual(['CREATED', 'COMPLETED']);
  });

  it('when what it began to tell another part of itself has arrived', async () => {
    const subscription = { valueType: 'PROCESS_MESSAGE_SUBSCRIPTION', key: 9 };
    const later: Fields[][] = [
      [{ ...subscription, intent: 'CREATING' }],
      [],
      [],
      [],
      [{ ...subscription, intent: 'CREATED' }],
    ];
    const { live } = await createSmallBroker(() => later.shift() ?? []);
    const told = await createBrokerStage(live).settle(START);
    await live.close();
    expect(intents(told)).toEqual(['CREATING', 'CREATED']);
  });

  it('when a timer that was due at once has fired, for which the clock goes on a little', async () => {
    const timer = { valueType: 'TIMER', key: 9, value: { dueDate: START } };
    const { live, clocks } = await createSmallBroker((command) => {
      if (command === 'clock') return [{ ...timer, intent: 'TRIGGERED' }];
      return typeof command === 'object' && 'type' in command && command.type === 'broadcastSignal'
        ? [{ ...timer, intent: 'CREATED' }]
        : [];
    });
    const stage = createBrokerStage(live);
    await stage.send({ type: 'broadcastSignal', name: 'go', variables: {} }, START);
    const told = await stage.settle(START);
    await live.close();
    expect(intents(told)).toEqual(['CREATED', 'TRIGGERED']);
    expect(clocks).toEqual([START + 101]);
  });

  it('and never is when it goes on and on', async () => {
    const { live } = await createSmallBroker(() => [{ valueType: 'JOB', intent: 'CREATED' }]);
    await expect(createBrokerStage(live, 300).settle(START)).rejects.toThrow(
      'The broker does not come to rest within 0.3 s: it goes on and on',
    );
    await live.close();
  });

  it('when a timer that is due does not fire, as often as the clock goes on', async () => {
    let told = false;
    const { live, clocks } = await createSmallBroker(() => {
      const fresh = told ? [] : [{ valueType: 'TIMER', intent: 'CREATED', key: 9, value: { dueDate: START } }];
      told = true;
      return fresh;
    });
    const stage = createBrokerStage(live);
    expect(intents(await stage.settle(START))).toEqual(['CREATED']);
    expect(await stage.settle(START)).toEqual([]);
    await live.close();
    expect(clocks).toEqual([START + 101, START + 202, START + 303]);
  });

  it('and never is when a part of it waits for another one', async () => {
    const { live } = await createSmallBroker(() => [
      { valueType: 'MESSAGE_SUBSCRIPTION', intent: 'CORRELATING', key: 9 },
    ]);
    await expect(createBrokerStage(live, 300).settle(START)).rejects.toThrow(
      'The broker does not come to rest within 0.3 s: MESSAGE_SUBSCRIPTION 9',
    );
    await live.close();
  });
});

describe('after a scenario', () => {
  it('instances are cancelled, those too that a cancellation starts, and then resources are taken away', async () => {
    const instance = (key: number, intent: string): Fields => ({
      valueType: 'PROCESS_INSTANCE',
      intent,
      key,
      value: { bpmnElementType: 'PROCESS', parentProcessInstanceKey: -1 },
    });
    const done: string[] = [];
    const { live } = await createSmallBroker((command) => {
      if (command === 'clock') return [];
      if ('delete' in command) {
        done.push(`delete ${command.delete}`);
        return [];
      }
      if (command.type === 'deploy') return [{ valueType: 'PROCESS', intent: 'CREATED', key: 3 }];
      if (command.type === 'createInstance') return [instance(4, 'ELEMENT_ACTIVATING')];
      if (command.type !== 'cancelInstance') return [];
      done.push(`cancel ${command.processInstanceKey}`);
      return command.processInstanceKey === '4'
        ? [instance(4, 'ELEMENT_TERMINATED'), instance(5, 'ELEMENT_ACTIVATING')]
        : [instance(5, 'ELEMENT_TERMINATED')];
    });
    const stage = createBrokerStage(live);
    await stage.send({ type: 'deploy', resources: [] }, START);
    await stage.send({ type: 'createInstance', bpmnProcessId: 'a', variables: {} }, START);
    await stage.settle(START);
    await cleanUp(live, stage, START);
    await live.close();
    expect(done).toEqual(['cancel 4', 'cancel 5', 'delete 3']);
  });
});
