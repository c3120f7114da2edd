import { capabilitiesOf } from '../../../../server/engine/zeebe/gateway/capabilities.ts';
import type { TopologyAnswer } from '../../../../server/engine/zeebe/gateway/answers.ts';
import { readTopologyAnswer } from '../../../../server/engine/zeebe/gateway/read-topology.ts';

type Replica = TopologyAnswer['brokers'][number]['partitions'][number];
const broker = (nodeId: number, partitions: readonly Replica[]): TopologyAnswer['brokers'][number] => ({
  nodeId,
  host: 'broker',
  port: 26501 + nodeId,
  version: '8.5.8',
  partitions,
});

describe('a topology', () => {
  it('tells of each partition what its leader tells, and of the ones nobody leads', () => {
    const brokers = [
      broker(0, [
        { partitionId: 1, role: 'FOLLOWER', health: 'DEAD' },
        { partitionId: 2, role: 'LEADER', health: 'UNHEALTHY' },
      ]),
      broker(1, [{ partitionId: 1, role: 'LEADER', health: 'HEALTHY' }]),
    ];
    const topology = readTopologyAnswer({ gatewayVersion: '8.5.8', partitionsCount: 3, brokers });
    expect(topology.partitions).toEqual([
      { id: 1, hasLeader: true, healthy: true },
      { id: 2, hasLeader: true, healthy: false },
      { id: 3, hasLeader: false, healthy: false },
    ]);
    expect(topology.brokers[1]).toEqual({ nodeId: 1, address: 'broker:26502', version: '8.5.8' });
  });

  it.each([
    ['8.5.8', '/v1', false],
    ['8.5.0-SNAPSHOT', '/v1', false],
    ['8.6.0', '/v2', true],
    ['8.6.0-alpha1', '/v2', true],
    ['8.10.2', '/v2', true],
    ['9.0.0', '/v2', true],
    ['', '/v1', false],
    ['next', '/v1', false],
  ])('of version "%s" speaks %s', (version, restBase, newer) => {
    expect(capabilitiesOf(version)).toEqual({ restBase, taskPriority: newer, migrateBoundaryEvents: newer });
  });
});
