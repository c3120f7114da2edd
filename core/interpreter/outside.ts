import type { Variables } from '../contracts/json.ts';
import { beginProcessInstance } from './create-instance.ts';
import { decide } from './decide.ts';
import type { Outside, Site } from './execution.ts';
import { ElementFailure } from './failure.ts';
import { attempt, markActivated } from './lifecycle.ts';
import { startNextBuffered } from './message-starts.ts';
import { correlateBuffered } from './messages.ts';
import { pushCompletion } from './push-steps.ts';
import { loadModel, type Session } from './session.ts';
import { broadcastSignal } from './signals.ts';
import { openSubscriptions } from './subscriptions.ts';
import { createLookup, readVariables } from './variables.ts';

const fail = (
  site: Site,
  type: 'CALLED_ELEMENT_ERROR' | 'CALLED_DECISION_ERROR' | 'DECISION_EVALUATION_ERROR',
  message: string,
): void => {
  attempt(site, 'activate', () => {
    throw new ElementFailure(type, message, site.instance.key);
  });
};

/** All that the call activity sees, or only what its input mappings (and, beside them, its loop) have put into it. */
const variablesFor = ({ tree, element, instance }: Site): Variables => {
  if (element.called?.propagateAllParentVariables !== false) return readVariables(tree, instance.key);
  return element.inputs.length > 0 ? { ...instance.variables } : {};
};

const callProcess = async (session: Session, site: Site, processId: string): Promise<void> => {
  const { x, tree, instance } = site;
  const definition = await session.store.findLatestDefinition('process', processId);
  if (!definition) {
    fail(
      site,
      'CALLED_ELEMENT_ERROR',
      `Expected process with BPMN process id '${processId}' to be deployed, but not found.`,
    );
    return;
  }
  const model = await loadModel(session, definition.key);
  const root = model.elements.get(model.id);
  if (!root?.startIds.some((id) => model.elements.get(id)?.eventType === 'NONE')) {
    fail(
      site,
      'CALLED_ELEMENT_ERROR',
      `Expected process with BPMN process id '${processId}' to have a none start event, but not found.`,
    );
    return;
  }
  const variables = variablesFor(site);
  await x.keys.reserve(model.keyBound + Object.keys(variables).length + 64);
  attempt(site, 'activate', () => {
    openSubscriptions(site);
    markActivated(site);
    const key = x.keys.take();
    instance.calledKey = key;
    const parent = { processInstanceKey: instance.processInstanceKey, elementInstanceKey: instance.key };
    x.push({
      keys: model.keyBound + Object.keys(variables).length,
      run: () => {
        if (tree.elements[instance.key]?.state === 'activated')
          beginProcessInstance(x, tree, { key, definition, model, variables, parent });
      },
    });
  });
};

const evaluateDecision = async (session: Session, site: Site, decisionId: string): Promise<void> => {
  const { tree, element, instance } = site;
  const process = tree.processes[instance.processInstanceKey];
  const result = await decide(session, decisionId, createLookup(tree, instance.key), {
    bpmnProcessId: process?.bpmnProcessId ?? '',
    processDefinitionKey: process?.definitionKey ?? '-1',
    processInstanceKey: instance.processInstanceKey,
    elementInstanceKey: instance.key,
    elementId: element.id,
  });
  await session.x.keys.reserve(64);
  if (!result)
    fail(
      site,
      'CALLED_DECISION_ERROR',
      `Expected to evaluate decision '${decisionId}', but no decision found for id '${decisionId}'`,
    );
  else if (!result.ok) fail(site, 'DECISION_EVALUATION_ERROR', result.message);
  else {
    instance.trigger = {
      elementId: element.id,
      variables: { [element.decision?.resultVariable ?? '']: result.output },
    };
    markActivated(site);
    pushCompletion(site);
  }
};

/** What elements ask of the world around their tree, answered from the session's store. */
export const createOutside = (getSession: () => Session): Outside => ({
  callProcess: (site, processId) => callProcess(getSession(), site, processId),
  evaluateDecision: (site, decisionId) => evaluateDecision(getSession(), site, decisionId),
  findFormKey: async (formId) => (await getSession().store.findLatestDefinition('form', formId))?.key,
  correlateBuffered: (tree, subscription) => correlateBuffered(getSession(), tree, subscription),
  broadcastSignal: async (name, variables) => {
    await broadcastSignal(getSession(), name, variables);
  },
  processInstanceEnded: (tree, bpmnProcessId) =>
    startNextBuffered(getSession(), bpmnProcessId, tree.startedByCorrelationKey ?? ''),
});
