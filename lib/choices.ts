/** What lists and forms of the console offer to choose from: words alone, which the schemas hold people to. */

/** `protected` is a property beside the status, and a filter like one. */
export const stateFilters = [
  'active',
  'warning',
  'cutting_off',
  'cut_off',
  'restoring',
  'no_quota',
  'missing',
  'protected',
] as const;

export const subAccountSorts = [
  'userName',
  'cloudAccount',
  'granted',
  'spent',
  'spentShare',
  'createdAt',
] as const;

export const runStates = ['queued', 'running', 'completed', 'failed', 'cancelled'] as const;

export const healthRanges = ['day', 'week', 'quarter'] as const;

export const cloudSorts = ['connectedAt', 'name', 'checkedAt'] as const;

export const cloudStates = ['active', 'failing'] as const;

export const providerIds = ['volcengine', 'sandbox'] as const;

export const memberSorts = ['createdAt', 'name', 'email', 'lastSignInAt'] as const;

export const invitationSorts = ['createdAt', 'email', 'expiresAt'] as const;

export const personSorts = ['createdAt', 'name', 'email', 'lastSignInAt'] as const;

export const personStates = ['active', 'disabled'] as const;

export const deliveryStates = ['pending', 'retrying', 'sent', 'dead', 'discarded'] as const;

/** Where one event stands on its way to one webhook. */
export const webhookDeliveryStates = ['pending', 'retrying', 'sent', 'dead'] as const;

export const tenantSorts = ['createdAt', 'name'] as const;

export const tenantStates = ['active', 'suspended', 'deleted'] as const;

/** What spending can be broken down by. */
export const dimensions = ['product', 'project', 'subAccount', 'cloudAccount'] as const;

export const groupings = ['record', 'day', 'project', 'product', 'subAccount', 'cloudAccount'] as const;

export const checkTriggers = ['manual', 'schedule', 'connected'] as const;

export const checkStates = ['running', 'done', 'failed'] as const;

export const keySorts = ['createdAt', 'name', 'lastUsedAt', 'expiresAt'] as const;

export const keyStates = ['active', 'expired', 'revoked'] as const;

export const requestStates = ['pending', 'approved', 'rejected', 'withdrawn', 'expired'] as const;

export const requestSorts = ['createdAt', 'decidedAt'] as const;

export const alertStates = ['open', 'acknowledged', 'resolved'] as const;

/** Products that the sandbox bills with names and items of their own. */
export const sandboxProducts = ['ark_bd', 'Doubao-image-generation', 'tos', 'ecs'] as const;

/** Calls that AirGate makes and that a fault can be kept for, by what they are good for. */
export const faultTargets = [
  'ListBillDetail',
  'ListSplitBillDetail',
  'UpdateAccessKey',
  'UpdateLoginProfile',
  'AttachUserPolicy',
  'UpdateApiKey',
  'StopEndpoint',
  'ListUsers',
  'CreateUser',
  'CreateAccessKey',
] as const;

export const sandboxFaultKinds = [
  'throttled',
  'server_error',
  'timeout_before_effect',
  'timeout_after_effect',
  'partial_page',
  'delay',
] as const;

export const channelKinds = ['feishu', 'email', 'webhook'] as const;
