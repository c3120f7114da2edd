import { describeVisit } from './helpers/visit-journey.ts';
import { visitSite } from './helpers/visited-site.ts';

describeVisit(() => visitSite());
