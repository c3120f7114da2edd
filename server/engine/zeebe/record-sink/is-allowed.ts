import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

const isLoopback = (address: string | undefined): boolean =>
  address !== undefined && /^(::ffff:)?127\.\d+\.\d+\.\d+$|^::1$/.test(address);

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** The password of `Authorization: Basic`, whatever the user's name; "" where there is none. */
const passwordOf = (header: string | undefined): string => {
  const credentials = Buffer.from(/^Basic (\S+)$/i.exec(header ?? '')?.[1] ?? '', 'base64').toString('utf8');
  return credentials.includes(':') ? credentials.slice(credentials.indexOf(':') + 1) : '';
};

/**
 * Whoever writes into the feed decides what screens show. Whoever knows the password may; without one only this machine.
 * The address is the one of the connection: what a header says of it anybody may write.
 */
export const isAllowed = (request: IncomingMessage, password: string | undefined): boolean =>
  password === undefined
    ? isLoopback(request.socket.remoteAddress)
    : timingSafeEqual(digest(passwordOf(request.headers.authorization)), digest(password));
