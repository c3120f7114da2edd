import { readBulk } from '../../conformance/runner/read-record.ts';
import { startRecordSink, type RecordSink } from '../../conformance/runner/record-sink.ts';

const line = (position: number, fields: object = {}): string =>
  `{"index":{"_id":"1-${position}"}}\n${JSON.stringify({
    partitionId: 1,
    position,
    key: 2251799813685249,
    timestamp: 1893484800000,
    valueType: 'MESSAGE',
    intent: 'PUBLISHED',
    value: { name: `m${position}` },
    ...fields,
  })}\n`;

describe('records of a broker', () => {
  it('have keys of text, in lists and inner objects too, and leave the data of users alone', () => {
    const value = {
      processInstanceKey: 2251799813685250,
      retries: 3,
      processesMetadata: [{ processDefinitionKey: 2251799813685251 }],
      variables: { houseKey: 7 },
      correlationKey: 'D-1',
    };
    expect(readBulk(line(5, { value }))).toEqual([
      {
        partitionId: 1,
        position: '5',
        key: '2251799813685249',
        timestamp: 1893484800000,
        valueType: 'MESSAGE',
        intent: 'PUBLISHED',
        value: {
          processInstanceKey: '2251799813685250',
          retries: 3,
          processesMetadata: [{ processDefinitionKey: '2251799813685251' }],
          variables: { houseKey: 7 },
          correlationKey: 'D-1',
        },
      },
    ]);
  });
});

describe('the sink of the runner', () => {
  let sink: RecordSink;
  beforeEach(async () => {
    sink = await startRecordSink();
  });
  afterEach(() => sink.close());
  const send = (body: string) => fetch(`${sink.url}/_bulk`, { method: 'POST', body });
  const positions = (): readonly string[] => sink.take().map(({ position }) => position);

  it('answers what an exporter asks before its first bulk', async () => {
    const answer = await fetch(`${sink.url}/zeebe-record*/_settings?allow_no_indices=true`, {
      method: 'PUT',
      body: '{}',
    });
    expect([answer.status, await answer.json()]).toEqual([200, { acknowledged: true }]);
  });

  it('hands records out once, in order, and drops repeated ones', async () => {
    await send(line(1) + line(2));
    expect(positions()).toEqual(['1', '2']);
    await send(line(1) + line(2) + line(4));
    expect(positions()).toEqual(['4']);
  });

  it('awaits a record that is there and one that is yet to come', async () => {
    await send(line(1));
    await sink.waitFor(({ position }) => position === '1', 5_000);
    const later = sink.waitFor(({ position }) => position === '2', 5_000);
    await send(line(2));
    await later;
    expect(positions()).toEqual(['1', '2']);
  });

  it('ends waiting for one that does not come', async () => {
    await expect(sink.waitFor(() => true, 10)).rejects.toThrow('No such record arrived within 0.01 s');
  });
});
