import type { SequenceFlow } from '../bpmn/executable-process.ts';
import type { Site } from './execution.ts';

type Subject = {
  readonly elementId: string;
  readonly flowScopeKey: string;
  readonly type: string;
  readonly eventType: string;
};

/** Written out field by field: this is the most frequent record by far. */
const record = ({ x, tree, instance }: Site, intent: string, key: string, subject: Subject): void => {
  const process = tree.processes[instance.processInstanceKey];
  x.records.push({
    valueType: 'PROCESS_INSTANCE',
    intent,
    key,
    timestamp: x.now,
    value: {
      bpmnProcessId: process?.bpmnProcessId ?? '',
      version: process?.version ?? -1,
      processDefinitionKey: process?.definitionKey ?? '-1',
      processInstanceKey: instance.processInstanceKey,
      elementId: subject.elementId,
      flowScopeKey: subject.flowScopeKey,
      bpmnElementType: subject.type,
      bpmnEventType: subject.eventType,
      parentProcessInstanceKey: process?.parentProcessInstanceKey ?? '-1',
      parentElementInstanceKey: process?.parentElementInstanceKey ?? '-1',
      tenantId: '<default>',
    },
  });
};

/** One change of an element instance's state. */
export const recordElement = (site: Site, intent: string): void => {
  const { element, instance } = site;
  record(site, intent, instance.key, {
    elementId: element.id,
    flowScopeKey: instance.scopeKey,
    type: instance.isBody ? 'MULTI_INSTANCE_BODY' : element.type,
    eventType: element.eventType,
  });
};

export const recordFlowTaken = (site: Site, flow: SequenceFlow): void => {
  record(site, 'SEQUENCE_FLOW_TAKEN', site.x.keys.take(), {
    elementId: flow.id,
    flowScopeKey: site.instance.scopeKey,
    type: 'SEQUENCE_FLOW',
    eventType: 'UNSPECIFIED',
  });
};
