import type { Variables } from '../../core/contracts/json.ts';
import { evaluateFeel, rootContext } from '../../core/forms/feel-context.ts';
import type { Component } from './filing-steps.ts';

/**
 * Papers that these answers call for. As on the server, a condition that cannot be evaluated asks for its paper: a required
 * one must not slip.
 */
export const applyingPapers = (documents: readonly Component[], data: Variables): readonly Component[] =>
  documents.filter(({ when }) => typeof when !== 'string' || evaluateFeel(when, rootContext(data)) !== false);
