// npm run -s token -- USER : prints a bearer token of this account, valid 90 days. It is shown once and stored as a hash.
import { createPeopleStore } from '../features/people/people-store.ts';
import { createSessionService } from '../features/people/session-service.ts';
import { createSignInThrottles } from '../features/people/throttle.ts';
import { AppError } from '../shared/errors.ts';
import { withDatabase } from './with-database.ts';

const [username] = process.argv.slice(2);
const clock = () => Date.now();

if (username === undefined) {
  console.error('npm run -s token -- TÊN_ĐĂNG_NHẬP | npm run -s token -- USER');
  process.exitCode = 1;
} else {
  await withDatabase(async (db) => {
    const sessions = createSessionService({
      store: createPeopleStore(db),
      throttles: createSignInThrottles(clock),
      clock,
    });
    try {
      console.log(await sessions.issueToken(username));
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      console.error(error.message);
      process.exitCode = 1;
    }
  });
}
