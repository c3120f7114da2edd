import type { CommandAnswer, EngineCommand } from '../../contracts/engine-command.ts';
import type { Variables } from '../../contracts/json.ts';
import { findSite, modelOf, type Site } from '../execution.ts';
import { pushTermination } from '../push-steps.ts';
import type { Session } from '../session.ts';
import { activateAt } from './activate-at.ts';
import { checkModification } from './check-modification.ts';
import { getProcessInstance } from './instance-commands.ts';

type Modify = Extract<EngineCommand, { type: 'modifyInstance' }>;
type Activation = Modify['instructions']['activate'][number];

const variablesByScope = (
  { elementId, variables = [] }: Activation,
  processId: string,
): ReadonlyMap<string, Variables> => {
  const byScope = new Map<string, Variables>();
  for (const { scopeId, variables: values } of variables) {
    const id = scopeId ?? processId;
    byScope.set(id, { ...byScope.get(id), ...values });
  }
  return byScope.size > 0 ? byScope : new Map([[elementId, {}]]);
};

const terminateAll = ({ x, tree }: Site, keys: readonly string[]): void => {
  for (const key of keys) {
    const target = tree.elements[key];
    if (target) target.modified = true;
    pushTermination(x, tree, key);
  }
};

/**
 * Begins and ends elements of a running instance. What is begun comes first, so that no scope ends between.
 * @throws CommandRejected NOT_FOUND, INVALID_ARGUMENT
 */
export const modifyInstance = async (session: Session, command: Modify): Promise<CommandAnswer> => {
  const { x } = session;
  const { processInstanceKey, instructions } = command;
  const tree = await getProcessInstance(session, processInstanceKey);
  const site = findSite(x, tree, processInstanceKey);
  if (!site) return {};
  checkModification(site, instructions);
  const model = modelOf(x, tree, processInstanceKey);
  for (const activation of instructions.activate) {
    const { elementId, ancestorElementInstanceKey } = activation;
    const variables = variablesByScope(activation, model.id);
    x.push({
      keys: 64 + [...variables.values()].reduce((sum, values) => sum + Object.keys(values).length, 0),
      run: () => {
        activateAt(x, tree, processInstanceKey, {
          elementId,
          variables,
          ...(ancestorElementInstanceKey !== undefined && { ancestorKey: ancestorElementInstanceKey }),
        });
      },
    });
  }
  x.records.push({
    valueType: 'PROCESS_INSTANCE_MODIFICATION',
    intent: 'MODIFIED',
    key: processInstanceKey,
    timestamp: x.now,
    value: {
      processInstanceKey,
      activateInstructions: instructions.activate.map(({ elementId, ancestorElementInstanceKey, variables }) => ({
        elementId,
        ancestorScopeKey: ancestorElementInstanceKey ?? '-1',
        variableInstructions: (variables ?? []).map((one) => ({
          elementId: one.scopeId ?? '',
          variables: one.variables,
        })),
      })),
      terminateInstructions: instructions.terminate,
      tenantId: '<default>',
    },
  });
  x.push({
    keys: 0,
    run: () => {
      terminateAll(
        site,
        instructions.terminate.map(({ elementInstanceKey }) => elementInstanceKey),
      );
    },
  });
  return {};
};
