/** Told ids, types and counts; never variables. */
export type GatewayLog = {
  info(details: object, message: string): void;
  warn(details: object, message: string): void;
  error(details: object, message: string): void;
};
