import type { Behaviours } from '../execution.ts';
import { businessRuleTask } from './business-rule-task.ts';
import { callActivity } from './call-activity.ts';
import { catchEvent, eventBasedGateway, receiveTask } from './catch-events.ts';
import { exclusiveGateway, inclusiveGateway, parallelGateway } from './gateways.ts';
import { jobTask } from './job-task.ts';
import { multiInstanceBody } from './multi-instance-body.ts';
import { passThrough } from './pass-through.ts';
import { eventSubProcess, process, subProcess } from './scopes.ts';
import { scriptTask } from './script-task.ts';
import { startEvent } from './start-event.ts';
import { throwEvent } from './throw-events.ts';
import { userTask } from './user-task.ts';

export const behaviours: Behaviours = {
  PROCESS: process,
  SUB_PROCESS: subProcess,
  EVENT_SUB_PROCESS: eventSubProcess,
  START_EVENT: startEvent,
  BOUNDARY_EVENT: passThrough,
  INTERMEDIATE_CATCH_EVENT: catchEvent,
  INTERMEDIATE_THROW_EVENT: throwEvent,
  END_EVENT: throwEvent,
  TASK: passThrough,
  MANUAL_TASK: passThrough,
  USER_TASK: userTask,
  SERVICE_TASK: jobTask,
  SEND_TASK: jobTask,
  SCRIPT_TASK: scriptTask,
  BUSINESS_RULE_TASK: businessRuleTask,
  RECEIVE_TASK: receiveTask,
  CALL_ACTIVITY: callActivity,
  EXCLUSIVE_GATEWAY: exclusiveGateway,
  PARALLEL_GATEWAY: parallelGateway,
  INCLUSIVE_GATEWAY: inclusiveGateway,
  EVENT_BASED_GATEWAY: eventBasedGateway,
  MULTI_INSTANCE_BODY: multiInstanceBody,
};
