/** Refusals of the OpenAPI gateway and of IAM, with the documented numbers (where one is public) and HTTP statuses. */
const refusals = {
  MissingParameter: [400, 100002],
  InvalidParameter: [400],
  MissingRequestInfo: [400, 100004],
  InvalidTimestamp: [400, 100006],
  ServiceNotFound: [404, 100007],
  InvalidActionOrVersion: [404, 100008],
  InvalidAccessKey: [401, 100009],
  SignatureDoesNotMatch: [401, 100010],
  AccessDenied: [403, 100013],
  InternalError: [500, 100014],
  FlowLimitExceeded: [429, 100018],
  InvalidAuthorization: [400],
  InvalidCredential: [400],
  InvalidSecretToken: [401],
  MethodNotAllowed: [405],
  InvalidLimit: [400],
  InvalidOffset: [400],
  InvalidStatus: [400],
  InvalidDescription: [400],
  InvalidDisplayName: [400],
  InvalidUserName: [400],
  InvalidEmail: [400],
  InvalidPassword: [400],
  InvalidPolicyType: [400],
  InvalidPolicyName: [400],
  InvalidPolicyDocument: [400],
  InvalidProjectName: [400],
  InvalidPrincipalType: [400],
  InvalidUserGroupName: [400],
  InvalidAccessKeyStatus: [400],
  UserNotExist: [404],
  UserAlreadyExists: [409],
  UserDeleteConflictWithAccessKey: [409],
  UserDeleteConflictWithApiKey: [409],
  UserDeleteConflictWithLoginProfile: [409],
  UserDeleteConflictWithPolicy: [409],
  UserDeleteConflictWithUserGroup: [409],
  UserLimitExceeded: [409],
  AccessKeyNotExist: [404],
  AccessKeyLimitExceeded: [409],
  AccessKeyDeleteConflict: [409],
  LoginProfileNotExist: [404],
  LoginProfileAlreadyExist: [409],
  ApiKeyNotExist: [404],
  PolicyNotExist: [404],
  PolicyAlreadyExist: [409],
  PolicyDeleteConflict: [409],
  PolicyAttachmentAlreadyExist: [409],
  PolicyAttachmentNotExist: [404],
  PolicyAttachmentLimitExceeded: [409],
  UserGroupNotExist: [404],
  UserGroupAlreadyExist: [409],
  UserAlreadyInUserGroup: [409],
  UserNotExistInUserGroup: [404],
  ProjectNotExist: [404],
  ProjectAlreadyExist: [409],
  ProjectDeleteConflict: [409],
  'NotFound.ApiKey': [404],
  'NotFound.Endpoint': [404],
  'OperationDenied.EndpointStatus': [409],
} as const satisfies Record<string, readonly [status: number, codeN?: number]>;

export type RefusalCode = keyof typeof refusals;

export class Refusal extends Error {
  readonly code: RefusalCode;
  readonly status: number;
  readonly codeN: number;

  constructor(code: RefusalCode, message: string) {
    super(message);
    this.name = 'Refusal';
    const [status, codeN = 0]: readonly [number, number?] = refusals[code];
    this.code = code;
    this.status = status;
    this.codeN = codeN;
  }
}

export function refuse(code: RefusalCode, message: string): never {
  throw new Refusal(code, message);
}
