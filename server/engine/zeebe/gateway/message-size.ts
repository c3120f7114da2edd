import { CommandRejected, type DeploymentResource } from '../../../../core/contracts/engine-command.ts';
import type { Variables } from '../../../../core/contracts/json.ts';

/**
 * Between 2 and 4 MB a broker fails without a word, above 4 MB the gateway refuses. Variables are copied into several records, so
 * they end well before that; a deployment of 3.5 MB was measured to pass.
 */
const MOST_VARIABLES = 1024 * 1024;
const MOST_RESOURCES = 3 * 1024 * 1024;

const megabytes = (bytes: number): string => `${(bytes / 1024 / 1024).toFixed(1)} MB`;

/** JSON text of the variables as it travels. @throws CommandRejected larger than 1 MB */
export const variablesText = (variables: Variables): string => {
  const text = JSON.stringify(variables);
  const bytes = Buffer.byteLength(text);
  if (bytes <= MOST_VARIABLES) return text;
  throw new CommandRejected(
    'INVALID_ARGUMENT',
    `The variables take ${megabytes(bytes)}; an engine takes at most ${megabytes(MOST_VARIABLES)} in one command`,
  );
};

/** @throws CommandRejected larger than 3 MB together */
export const checkResourcesSize = (resources: readonly DeploymentResource[]): void => {
  const bytes = resources.reduce((sum, { content }) => sum + Buffer.byteLength(content), 0);
  if (bytes <= MOST_RESOURCES) return;
  throw new CommandRejected(
    'INVALID_ARGUMENT',
    `The files take ${megabytes(bytes)}; an engine takes at most ${megabytes(MOST_RESOURCES)} in one deployment`,
  );
};
