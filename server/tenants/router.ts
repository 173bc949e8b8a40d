import { mutation, query, router } from '#server/core/trpc.ts';
import {
  confirmInput,
  deletionOut,
  getTenantInput,
  offerTransferInput,
  openTransferOut,
  ownTenantOut,
  setLogoInput,
  tenantOut,
  transferOut,
  transferRef,
  updateTenantInput,
} from './schema.ts';
import * as branding from './service/branding.ts';
import * as lifecycle from './service/lifecycle.ts';
import * as transfer from './service/transfer.ts';
import * as verbs from './service.ts';

export const tenantsRouter = router({
  get: query(getTenantInput, ownTenantOut, verbs.getTenant),
  update: mutation(updateTenantInput, ownTenantOut, verbs.updateTenant),
  setLogo: mutation(setLogoInput, ownTenantOut, branding.setLogo),
  removeLogo: mutation(getTenantInput, ownTenantOut, branding.removeLogo),
  previewDeletion: query(getTenantInput, deletionOut, lifecycle.previewDeletion),
  delete: mutation(confirmInput, tenantOut, lifecycle.deleteTenant),
  transfer: query(getTenantInput, openTransferOut, transfer.getTransfer),
  offerTransfer: mutation(offerTransferInput, transferOut, transfer.offerTransfer),
  acceptTransfer: mutation(transferRef, transferOut, transfer.acceptTransfer),
  declineTransfer: mutation(transferRef, transferOut, transfer.declineTransfer),
  withdrawTransfer: mutation(transferRef, transferOut, transfer.withdrawTransfer),
});
