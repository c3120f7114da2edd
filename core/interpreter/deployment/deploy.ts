import type { ExecutableProcess } from '../../bpmn/executable-process.ts';
import { CommandRejected, type CommandAnswer, type EngineCommand } from '../../contracts/engine-command.ts';
import type { StoredDefinition } from '../api.ts';
import { computeChecksum } from '../checksum.ts';
import type { Session } from '../session.ts';
import { replaceStartEvents } from '../start-events.ts';
import { checkDuplicates, checkResource, type CheckedResource } from './check-resource.ts';
import { deploymentRecords, type Deployed } from './definition-records.ts';

const checkAll = async (
  session: Session,
  command: Extract<EngineCommand, { type: 'deploy' }>,
): Promise<readonly CheckedResource[]> => {
  if (command.resources.length === 0)
    throw new CommandRejected('INVALID_ARGUMENT', 'A deployment needs at least one file');
  const results = await Promise.all(command.resources.map((resource) => checkResource(resource, session.feel)));
  const checked = results.flatMap((result) => result.checked ?? []);
  const problems = [...results.flatMap((result) => result.problems), ...checkDuplicates(checked)];
  if (problems.length === 0) return checked;
  throw new CommandRejected(
    'INVALID_ARGUMENT',
    problems.map(({ resource, message }) => `${resource}: ${message}`).join('\n'),
    problems,
  );
};

type Unit = {
  readonly kind: StoredDefinition['kind'];
  readonly id: string;
  readonly model?: ExecutableProcess;
  readonly from: CheckedResource;
};

const unitsOf = (from: CheckedResource): readonly Unit[] => {
  switch (from.kind) {
    case 'processes':
      return from.processes.map((model) => ({ kind: 'process', id: model.id, model, from }));
    case 'decisions':
      return [{ kind: 'decisionRequirements', id: from.drg.id, from }];
    case 'form':
      return [{ kind: 'form', id: from.formId, from }];
  }
};

const decisionVersions = async (
  { x, store }: Session,
  from: CheckedResource,
): Promise<Pick<StoredDefinition, 'decisions'>> => {
  if (from.kind !== 'decisions') return {};
  const decisions: NonNullable<StoredDefinition['decisions']>[number][] = [];
  for (const decisionId of from.drg.decisions.keys()) {
    const latest = (await store.findLatestDecision(decisionId))?.decisions?.find(
      (one) => one.decisionId === decisionId,
    );
    decisions.push({ decisionId, decisionKey: x.keys.take(), version: (latest?.version ?? 0) + 1 });
  }
  return { decisions };
};

const deployUnit = async (session: Session, { kind, id, from }: Unit, deploymentKey: string): Promise<Deployed> => {
  const { x, store } = session;
  const { name: resourceName, content } = from.resource;
  const drg = from.kind === 'decisions' ? { drg: from.drg } : {};
  const checksum = await computeChecksum(content);
  const latest = await store.findLatestDefinition(kind, id);
  if (latest?.checksum === checksum && latest.resourceName === resourceName)
    return { definition: latest, isDuplicate: true, ...drg };
  await x.keys.reserve(1 + (from.kind === 'decisions' ? from.drg.decisions.size : 0));
  const key = x.keys.take();
  const version = (latest?.version ?? 0) + 1;
  const definition = {
    kind,
    key,
    id,
    version,
    resourceName,
    content,
    checksum,
    deploymentKey,
    ...(await decisionVersions(session, from)),
  };
  return { definition, isDuplicate: false, ...drg };
};

const answerOf = (deploymentKey: string, all: readonly Deployed[]): CommandAnswer => ({
  deploymentKey,
  processes: all.flatMap(({ definition: { kind, id, version, key, resourceName } }) =>
    kind === 'process' ? [{ bpmnProcessId: id, version, processDefinitionKey: key, resourceName }] : [],
  ),
  decisions: all.flatMap(({ definition }) => definition.decisions ?? []),
  forms: all.flatMap(({ definition: { kind, id, version, key } }) =>
    kind === 'form' ? [{ formId: id, version, formKey: key }] : [],
  ),
});

/**
 * Deploys files together, all of them or none. What is unchanged keeps its key and version.
 * @throws CommandRejected INVALID_ARGUMENT with all problems of all files
 */
export const deploy = async (
  session: Session,
  command: Extract<EngineCommand, { type: 'deploy' }>,
): Promise<CommandAnswer> => {
  const { x } = session;
  const checked = await checkAll(session, command);
  await x.keys.reserve(1);
  const deploymentKey = x.keys.take();
  const deployed: Deployed[] = [];
  const starts: (() => Promise<void>)[] = [];
  for (const unit of checked.flatMap(unitsOf)) {
    const result = await deployUnit(session, unit, deploymentKey);
    deployed.push(result);
    const { model } = unit;
    if (result.isDuplicate) continue;
    session.definitions.push(result.definition);
    if (model) starts.push(() => replaceStartEvents(session, result.definition, model));
  }
  x.records.push(...deploymentRecords(deploymentKey, deployed, x.now));
  for (const start of starts) await start();
  return answerOf(deploymentKey, deployed);
};
