/** The catalogue of policies that every account finds ready made. */

export type SystemPolicy = { name: string; category: string; description: string; document: string };

const allow = (...actions: string[]): string =>
  JSON.stringify({ Statement: [{ Effect: 'Allow', Action: actions, Resource: ['*'] }] });

const reads = (...services: string[]): string =>
  allow(
    ...services.flatMap((service) =>
      ['Get', 'List', 'Describe', 'Query'].map((verb) => `${service}:${verb}*`),
    ),
  );

const full = (name: string, category: string, title: string, ...services: string[]): SystemPolicy => ({
  name: `${name}FullAccess`,
  category,
  description: `${title}全部管理权限`,
  document: allow(...services.map((service) => `${service}:*`)),
});

const readOnly = (name: string, category: string, title: string, ...services: string[]): SystemPolicy => ({
  name: `${name}ReadOnlyAccess`,
  category,
  description: `${title}只读访问权限`,
  document: reads(...services),
});

const catalogue: readonly SystemPolicy[] = [
  {
    name: 'AdministratorAccess',
    category: '全局',
    description: '所有云服务资源的管理权限',
    document: allow('*'),
  },
  { name: 'ReadOnlyAccess', category: '全局', description: '所有云服务资源的只读权限', document: reads('*') },
  full('Ark', '人工智能', '火山方舟', 'ark'),
  readOnly('Ark', '人工智能', '火山方舟', 'ark'),
  {
    name: 'ArkExperienceAccess',
    category: '人工智能',
    description: '火山方舟体验中心使用权限',
    document: allow('ark:Get*', 'ark:List*', 'ark:CreateChat*'),
  },
  full('TOS', '存储', '对象存储', 'tos'),
  readOnly('TOS', '存储', '对象存储', 'tos'),
  full('ECS', '计算', '云服务器', 'ecs'),
  readOnly('ECS', '计算', '云服务器', 'ecs'),
  full('VPC', '网络', '私有网络', 'vpc'),
  readOnly('VPC', '网络', '私有网络', 'vpc'),
  full('CLB', '网络', '负载均衡', 'clb'),
  full('EIP', '网络', '公网 IP', 'eip'),
  full('IAM', '管理与治理', '访问控制', 'iam'),
  readOnly('IAM', '管理与治理', '访问控制', 'iam'),
  full('BillingCenter', '费用', '费用中心', 'billing'),
  readOnly('BillingCenter', '费用', '费用中心', 'billing'),
  full('VKE', '容器', '容器服务', 'vke'),
  full('CR', '容器', '镜像仓库', 'cr'),
  full('RDSMySQL', '数据库', '云数据库 MySQL 版', 'rds_mysql'),
  full('Redis', '数据库', '缓存数据库 Redis 版', 'redis'),
  full('CDN', '内容分发', '内容分发网络', 'cdn'),
  full('VOD', '视频云', '视频点播', 'vod'),
  full('TLS', '监控与运维', '日志服务', 'tls'),
  readOnly('CloudMonitor', '监控与运维', '云监控', 'cloudmonitor', 'volc_observe'),
  {
    name: 'STSAssumeRoleAccess',
    category: '管理与治理',
    description: '调用安全凭证服务扮演角色的权限',
    document: allow('sts:AssumeRole'),
  },
];

export const systemPolicies: ReadonlyMap<string, SystemPolicy> = new Map(
  catalogue.map((policy) => [policy.name, policy]),
);
