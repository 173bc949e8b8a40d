import { route } from '#server/core/rest.ts';
import { cutOffInput, listSagasInput, sagaOut, sagaPage, sagaRef } from './schema.ts';
import { cutOff, restore } from './service/begin.ts';
import { getSaga, listSagas } from './service/read.ts';
import { retrySaga } from './service/retry.ts';

const tag = 'Cut-off';
const restoring = {
  tag,
  permission: 'sub-account:restore',
  input: cutOffInput,
  output: sagaOut,
  verb: restore,
  status: 202,
} as const;

export const cutOffRest = [
  route('POST', '/sub-accounts/{subAccountId}/disable', {
    tag,
    summary: 'Cut off a sub-account; follow the saga that this answers with',
    permission: 'sub-account:cut-off',
    input: cutOffInput,
    output: sagaOut,
    verb: cutOff,
    status: 202,
  }),
  route('POST', '/sub-accounts/{subAccountId}/restore', {
    ...restoring,
    summary: 'Restore exactly what the last cut-off disabled',
  }),
  route('POST', '/sub-accounts/{subAccountId}/enable', {
    ...restoring,
    summary: 'The same as restore, as the counterpart of disable',
  }),
  route('GET', '/sub-accounts/{subAccountId}/sagas', {
    tag,
    summary: 'List cut-offs and restores of a sub-account',
    permission: 'sub-account:read',
    input: listSagasInput,
    output: sagaPage,
    verb: listSagas,
  }),
  route('GET', '/sagas/{sagaId}', {
    tag,
    summary: 'Get a cut-off or restore with its steps and evidence',
    permission: 'sub-account:read',
    input: sagaRef,
    output: sagaOut,
    verb: getSaga,
  }),
  route('POST', '/sagas/{sagaId}/retry', {
    tag,
    summary: 'Go on with a failed saga from its first unfinished step',
    permission: 'sub-account:cut-off',
    input: sagaRef,
    output: sagaOut,
    verb: retrySaga,
    status: 202,
  }),
];
