import { getElement } from '../../bpmn/executable-process.ts';
import type { CommandAnswer } from '../../contracts/engine-command.ts';
import { evaluateText } from '../evaluate.ts';
import { findSite, type Site } from '../execution.ts';
import { notFound } from '../reject.ts';
import type { Session } from '../session.ts';
import { fireStartTimer } from '../start-events.ts';
import { rescheduleTimer } from '../time/timer-schedule.ts';
import { closeTimer, openTimer } from '../timers.ts';
import { triggerEvent } from '../trigger-event.ts';
import type { Timer } from '../tree.ts';
import { getTreeOf, getWait } from './find-open.ts';

const repeat = (site: Site, timer: Timer): void => {
  const event = getElement(site.process, timer.elementId).event;
  if (event?.type !== 'TIMER' || event.kind !== 'cycle') return;
  const text = evaluateText({ x: site.x, tree: site.tree, scopeKey: site.instance.key }, event.expression);
  const schedule = rescheduleTimer(text, timer, site.x.now);
  if (schedule) openTimer(site, timer.elementId, schedule);
};

/** Fires a timer that is due; one that is not due yet is left alone. */
export const triggerTimer = async (session: Session, timerKey: string): Promise<CommandAnswer> => {
  const { x } = session;
  const wait = await getWait(session, 'timer', timerKey);
  if ((wait.dueAt ?? 0) > x.now) return {};
  if (wait.rootKey === null) {
    await fireStartTimer(session, wait);
    return {};
  }
  const tree = await getTreeOf(session, wait);
  const timer = tree.timers[timerKey];
  const site = timer && findSite(x, tree, timer.elementInstanceKey);
  if (!site) throw notFound('timer', timerKey);
  await x.keys.reserve(site.process.keyBound + 64);
  closeTimer(x, tree, timer, 'TRIGGERED');
  if (triggerEvent(site, timer.elementId, {})) {
    const event = getElement(site.process, timer.elementId);
    if (!event.interrupting && event.type !== 'INTERMEDIATE_CATCH_EVENT') repeat(site, timer);
  }
  return {};
};
