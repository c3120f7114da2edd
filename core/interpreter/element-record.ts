import type { SequenceFlow } from '../bpmn/executable-process.ts';
import type { Execution, Site } from './execution.ts';

const push = (x: Execution, intent: string, key: string, value: Record<string, unknown>): void => {
  x.records.push({ valueType: 'PROCESS_INSTANCE', intent, key, timestamp: x.now, value });
};

const processFields = ({ tree, instance }: Site) => {
  const process = tree.processes[instance.processInstanceKey];
  return {
    bpmnProcessId: process?.bpmnProcessId ?? '',
    version: process?.version ?? -1,
    processDefinitionKey: process?.definitionKey ?? '-1',
    processInstanceKey: instance.processInstanceKey,
    parentProcessInstanceKey: process?.parentProcessInstanceKey ?? '-1',
    parentElementInstanceKey: process?.parentElementInstanceKey ?? '-1',
    tenantId: '<default>',
  };
};

/** One change of an element instance's state. */
export const recordElement = (site: Site, intent: string): void => {
  const { x, element, instance } = site;
  push(x, intent, instance.key, {
    ...processFields(site),
    elementId: element.id,
    flowScopeKey: instance.scopeKey,
    bpmnElementType: instance.isBody ? 'MULTI_INSTANCE_BODY' : element.type,
    bpmnEventType: element.eventType,
  });
};

export const recordFlowTaken = (site: Site, flow: SequenceFlow): void => {
  push(site.x, 'SEQUENCE_FLOW_TAKEN', site.x.keys.take(), {
    ...processFields(site),
    elementId: flow.id,
    flowScopeKey: site.instance.scopeKey,
    bpmnElementType: 'SEQUENCE_FLOW',
    bpmnEventType: 'UNSPECIFIED',
  });
};
