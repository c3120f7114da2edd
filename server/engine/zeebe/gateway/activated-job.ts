import type { Variables } from '../../../../core/contracts/json.ts';
import type { JobAnswer } from './answers.ts';
import type { GatewayJob } from './gateway.ts';

/** A job in the port's words. @throws SyntaxError when its texts are no JSON */
export const readActivatedJob = (job: JobAnswer): GatewayJob => ({
  key: job.key,
  type: job.type,
  retries: job.retries,
  processInstanceKey: job.processInstanceKey,
  bpmnProcessId: job.bpmnProcessId,
  processDefinitionKey: job.processDefinitionKey,
  elementId: job.elementId,
  elementInstanceKey: job.elementInstanceKey,
  headers: JSON.parse(job.customHeaders) as Record<string, string>,
  variables: JSON.parse(job.variables) as Variables,
  variablesText: job.variables,
});
