import type { TopologyAnswer } from './answers.ts';
import { capabilitiesOf } from './capabilities.ts';
import type { Partition, Topology } from './gateway.ts';

const partitionsOf = ({ brokers, partitionsCount }: TopologyAnswer): Partition[] =>
  Array.from({ length: partitionsCount }, (_, index) => {
    const id = index + 1;
    const replicas = brokers.flatMap((broker) => broker.partitions).filter((replica) => replica.partitionId === id);
    const leader = replicas.find(({ role }) => role === 'LEADER');
    return { id, hasLeader: leader !== undefined, healthy: leader?.health === 'HEALTHY' };
  });

/** Partitions as their leader tells of them. Pure. */
export const readTopologyAnswer = (answer: TopologyAnswer): Topology => ({
  version: answer.gatewayVersion,
  brokers: answer.brokers.map(({ nodeId, host, port, version }) => ({ nodeId, address: `${host}:${port}`, version })),
  partitions: partitionsOf(answer),
  capabilities: capabilitiesOf(answer.gatewayVersion),
});
