import type { EngineRecord } from '../../core/contracts/engine-record.ts';
import type { ReduceContext } from './context.ts';
import type { Draft } from './draft.ts';
import { textField } from './record-fields.ts';
import { reduceDecision } from './reducers/reduce-decision.ts';
import { reduceDefinition } from './reducers/reduce-definition.ts';
import { reduceElementInstance } from './reducers/reduce-element-instance.ts';
import { reduceIncident } from './reducers/reduce-incident.ts';
import { reduceJob } from './reducers/reduce-job.ts';
import { reduceMessageWait } from './reducers/reduce-message-wait.ts';
import { reduceProcessInstance } from './reducers/reduce-process-instance.ts';
import { reduceTimer } from './reducers/reduce-timer.ts';
import { reduceUserTask } from './reducers/reduce-user-task.ts';
import { reduceVariable } from './reducers/reduce-variable.ts';

const OF_INSTANCES = new Set(['PROCESS_INSTANCE', 'USER_TASK', 'JOB', 'INCIDENT', 'PROCESS_MESSAGE_SUBSCRIPTION']);

/** Records of an instance whose beginning the feed does not have. Variables are not among them: a broker sends them before the instance. */
const isOfUnknownInstance = (draft: Draft, { valueType, value }: EngineRecord): boolean =>
  OF_INSTANCES.has(valueType) &&
  value['bpmnElementType'] !== 'PROCESS' &&
  draft.processInstance.find(textField(value, 'processInstanceKey')) === undefined;

/**
 * One record into the read side. Depends on the draft, the record, the deployed models and the rules only;
 * the draft must hold the rows that `loadDraft` finds for the record. Unknown types and intents change nothing.
 */
export const reduceRecord = (draft: Draft, record: EngineRecord, context: ReduceContext): void => {
  if (isOfUnknownInstance(draft, record)) return;
  switch (record.valueType) {
    case 'PROCESS':
    case 'FORM':
    case 'DECISION':
    case 'DEPLOYMENT':
      return reduceDefinition(draft, record);
    case 'PROCESS_INSTANCE':
      if (record.value['bpmnElementType'] === 'PROCESS') reduceProcessInstance(draft, record, context);
      else if (record.value['bpmnElementType'] !== 'SEQUENCE_FLOW') reduceElementInstance(draft, record, context);
      return;
    case 'USER_TASK':
      return reduceUserTask(draft, record, context);
    case 'JOB':
      return reduceJob(draft, record, context);
    case 'INCIDENT':
      return reduceIncident(draft, record);
    case 'VARIABLE':
      return reduceVariable(draft, record, context);
    case 'TIMER':
      return reduceTimer(draft, record);
    case 'PROCESS_MESSAGE_SUBSCRIPTION':
      return reduceMessageWait(draft, record);
    case 'DECISION_EVALUATION':
      return reduceDecision(draft, record);
    default:
  }
};
