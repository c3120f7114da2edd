import type { Execution, Site } from './execution.ts';
import type { ElementFailure } from './failure.ts';
import { ofElement, type Incident, type Tree } from './tree.ts';
import { closeWait, openWait } from './waits.ts';

/** The element id that Zeebe writes when nothing catches an error. */
export const NO_CATCH_EVENT = 'NO_CATCH_EVENT_FOUND';

const recordIncident = (x: Execution, tree: Tree, incident: Incident, intent: string): void => {
  const instance = tree.elements[incident.elementInstanceKey];
  const process = instance && tree.processes[instance.processInstanceKey];
  x.records.push({
    valueType: 'INCIDENT',
    intent,
    key: incident.key,
    timestamp: x.now,
    value: {
      errorType: incident.errorType,
      errorMessage: incident.message,
      bpmnProcessId: process?.bpmnProcessId ?? '',
      processDefinitionKey: process?.definitionKey ?? '-1',
      processInstanceKey: instance?.processInstanceKey ?? '-1',
      elementId:
        incident.errorType === 'UNHANDLED_ERROR_EVENT' && incident.jobKey !== '-1'
          ? NO_CATCH_EVENT
          : (instance?.elementId ?? ''),
      elementInstanceKey: incident.elementInstanceKey,
      jobKey: incident.jobKey,
      variableScopeKey: incident.variableScopeKey,
      tenantId: '<default>',
    },
  });
};

export const openIncident = (x: Execution, tree: Tree, incident: Incident): void => {
  tree.incidents[incident.key] = incident;
  openWait(x, tree, incident.elementInstanceKey, {
    key: incident.key,
    kind: 'incident',
    elementId: tree.elements[incident.elementInstanceKey]?.elementId ?? '',
  });
  recordIncident(x, tree, incident, 'CREATED');
};

export const failElement = (
  { x, tree, instance }: Site,
  failure: ElementFailure,
  retry: 'activate' | 'complete',
): void => {
  openIncident(x, tree, {
    key: x.keys.take(),
    elementInstanceKey: instance.key,
    jobKey: '-1',
    errorType: failure.errorType,
    message: failure.message,
    variableScopeKey: failure.variableScopeKey ?? instance.key,
    retry,
  });
};

export const closeIncident = (x: Execution, tree: Tree, incident: Incident): void => {
  recordIncident(x, tree, incident, 'RESOLVED');
  delete tree.incidents[incident.key];
  closeWait(x, incident.key);
};
export const closeIncidentsOf = (x: Execution, tree: Tree, elementInstanceKey: string): void => {
  for (const incident of ofElement(tree.incidents, elementInstanceKey)) closeIncident(x, tree, incident);
};
