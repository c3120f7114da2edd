import type { DeploymentProblem } from '../contracts/engine-command.ts';
import { buildProcess } from './build-process.ts';
import { checkElement } from './check-element.ts';
import { checkNodes } from './check-nodes.ts';
import { checkParts } from './check-parts.ts';
import { checkScope } from './check-scope.ts';
import type { Finding } from './finding.ts';
import { childrenOf, type ModdleElement } from './moddle-element.ts';

const toProblems = (resource: string, findings: readonly Finding[]): readonly DeploymentProblem[] =>
  findings.map(({ elementId, name, message }) => ({
    resource,
    elementId,
    message: `${name ? `"${name}" (${elementId})` : elementId}: ${message}`,
  }));

/** What a file holds beside its processes: messages, whether something refers to them or not, and the drawing. */
export const checkBeside = (resource: string, definitions: ModdleElement): readonly DeploymentProblem[] => {
  const roots = childrenOf(definitions, 'rootElements').filter(({ $type }) => $type !== 'bpmn:Process');
  const parts = [...roots, ...childrenOf(definitions, 'diagrams')];
  return toProblems(
    resource,
    parts.flatMap((part) => checkParts(part)),
  );
};

/** Everything that Zeebe would refuse in this process, and everything that the interpreter does not run. */
export const checkProcess = (resource: string, node: ModdleElement): readonly DeploymentProblem[] => {
  if (!node.id) return [{ resource, message: 'A process has no id.' }];
  const unknown = [...checkNodes(node), ...checkParts(node)];
  const process = buildProcess(node);
  const findings = [...process.elements.values()].flatMap((element) => [
    ...checkElement(process, element),
    ...checkScope(process, element),
  ]);
  return toProblems(resource, [...unknown, ...findings]);
};
