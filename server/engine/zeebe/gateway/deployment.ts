import {
  CommandRejected,
  type CommandAnswer,
  type DeploymentProblem,
  type DeploymentResource,
} from '../../../../core/contracts/engine-command.ts';
import type { DeployAnswer } from './answers.ts';
import { parseDeploymentProblems } from './deployment-problems.ts';

const OURS = /\.form\.json$/;

/** A broker knows forms by the ending `.form`; ours end in `.form.json`. */
export const brokerResourceName = (name: string): string => name.replace(OURS, '.form');

export const toDeployRequest = (resources: readonly DeploymentResource[]): object => ({
  resources: resources.map(({ name, content }) => ({ name: brokerResourceName(name), content: Buffer.from(content) })),
});

export const readDeployAnswer = ({ key, deployments }: DeployAnswer): CommandAnswer => ({
  deploymentKey: key,
  processes: deployments.flatMap(({ process }) => (process ? [process] : [])),
  decisions: deployments.flatMap(({ decision }) =>
    decision
      ? [{ decisionId: decision.dmnDecisionId, version: decision.version, decisionKey: decision.decisionKey }]
      : [],
  ),
  forms: deployments.flatMap(({ form }) =>
    form ? [{ formId: form.formId, version: form.version, formKey: form.formKey }] : [],
  ),
});

/** The refusal of a deployment with its findings, each under the name its file was given. */
export const withDeploymentProblems = (
  rejected: CommandRejected,
  resources: readonly DeploymentResource[],
): CommandRejected => {
  const ours = new Map(resources.map(({ name }) => [brokerResourceName(name), name]));
  const problems: DeploymentProblem[] = parseDeploymentProblems(rejected.message, [...ours.keys()]).map((problem) => ({
    ...problem,
    resource: ours.get(problem.resource) ?? problem.resource,
  }));
  return new CommandRejected(rejected.rejectionType, rejected.message, problems);
};
