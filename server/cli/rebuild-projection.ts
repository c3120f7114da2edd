// npm run -s rebuild-projection : empties the read tables and fills them again from the first engine record on.
// Records that an older version had put aside come in first, when this one can read them.
// A running server may stay up: its projector waits, and helps when the tables are empty.
import { createListener } from '../db/listener.ts';
import { retakeLetters } from '../engine/zeebe/record-sink/retake-letters.ts';
import { loadDossierRules } from '../projection/load-dossier-rules.ts';
import { createProjector } from '../projection/projector.ts';
import { readModel } from '../projection/read-model.ts';
import { clearProjection } from '../projection/rebuild.ts';
import { createLog } from '../shared/log.ts';
import { withDatabase } from './with-database.ts';

await withDatabase(async (db) => {
  const log = createLog('warn');
  const rules = await loadDossierRules(db, log);
  const projector = createProjector({ db, listener: createListener(db, log), readModel, rules, log });
  const { taken, left } = await retakeLetters(db);
  if (taken + left > 0)
    console.log(`records that had been put aside: ${taken} taken in, ${left} cannot be read by this version either`);
  await clearProjection(db);
  const total = await projector.lag();
  const started = Date.now();
  while ((await projector.lag()) > 0) await projector.catchUp();
  console.log(`${total} records projected in ${((Date.now() - started) / 1000).toFixed(1)} s`);
});
