/** The demo company: projects with months of history by formula, users that spend, and rates that run on from today. */
import { formatAmount, parseAmount } from './amount.ts';
import type { HistoryLineBody } from './commands.ts';
import { addDays, dayOf, dayStart } from './days.ts';
import type { Store } from './store.ts';
import { DEFAULT_PROJECT } from './world.ts';

const HISTORY_DAYS = 100;

type Pattern = HistoryLineBody['pattern'];
type Spend = { product: string; daily: string; pattern: Pattern; unnamed?: true };
type DemoProject = {
  name: string;
  displayName: string;
  user: string;
  userName: string;
  spends: readonly Spend[];
};

const ark = (daily: string, pattern: Pattern): Spend => ({ product: 'ark_bd', daily, pattern });
const images = (daily: string, pattern: Pattern): Spend => ({
  product: 'Doubao-image-generation',
  daily,
  pattern,
});
const storage = (daily: string): Spend => ({ product: 'tos', daily, pattern: 'growing' });
const servers = (daily: string, pattern: Pattern = 'steady'): Spend => ({ product: 'ecs', daily, pattern });

const projects: readonly DemoProject[] = [
  {
    name: 'aurora-film',
    displayName: '极光短片',
    user: 'lin.wei',
    userName: '林薇',
    spends: [ark('186.40', 'weekdays'), images('72.15', 'weekdays'), storage('14.80')],
  },
  {
    name: 'atlas-search',
    displayName: '图谱检索',
    user: 'chen.hao',
    userName: '陈昊',
    spends: [ark('94.60', 'growing'), servers('38.40')],
  },
  {
    name: 'breeze-support',
    displayName: '清风客服',
    user: 'zhao.min',
    userName: '赵敏',
    spends: [ark('61.25', 'steady')],
  },
  {
    name: 'cedar-render',
    displayName: '雪松渲染',
    user: 'wang.lei',
    userName: '王磊',
    spends: [servers('212.00', 'bursts'), storage('26.30')],
  },
  {
    name: 'delta-data',
    displayName: '三角洲数据',
    user: 'sun.qian',
    userName: '孙倩',
    spends: [ark('22.75', 'weekdays'), storage('41.10'), servers('19.20')],
  },
  {
    name: 'ember-games',
    displayName: '余烬游戏',
    user: 'zhou.yang',
    userName: '周扬',
    spends: [images('118.90', 'weekend'), ark('33.05', 'weekend')],
  },
  {
    name: 'fjord-video',
    displayName: '峡湾视频',
    user: 'wu.fan',
    userName: '吴凡',
    spends: [{ ...ark('264.70', 'bursts'), unnamed: true }, storage('17.45')],
  },
  {
    name: 'grove-edu',
    displayName: '小树林课堂',
    user: 'xu.jing',
    userName: '徐静',
    spends: [ark('48.30', 'weekdays')],
  },
  {
    name: 'harbor-docs',
    displayName: '港湾文档',
    user: 'ma.tao',
    userName: '马涛',
    spends: [ark('12.60', 'weekdays'), storage('6.20')],
  },
  {
    name: 'iris-design',
    displayName: '鸢尾设计',
    user: 'he.yun',
    userName: '何云',
    spends: [images('55.80', 'weekdays')],
  },
  {
    name: 'jade-voice',
    displayName: '青玉语音',
    user: 'luo.xin',
    userName: '罗欣',
    spends: [ark('29.90', 'growing'), servers('9.60')],
  },
  {
    name: 'kite-lab',
    displayName: '风筝实验室',
    user: 'gao.ning',
    userName: '高宁',
    spends: [ark('77.77', 'bursts'), images('8.40', 'bursts')],
  },
  {
    name: 'lotus-health',
    displayName: '莲心健康',
    user: 'tang.rui',
    userName: '唐睿',
    spends: [ark('18.15', 'steady')],
  },
  {
    name: 'mesa-platform',
    displayName: '台地平台',
    user: 'deng.kai',
    userName: '邓凯',
    spends: [servers('96.00'), storage('33.60'), ark('5.40', 'steady')],
  },
];

/** Names that the demo seeds, for whoever builds on it. */
export const demoProjects: readonly { name: string; displayName: string; user: string; userName: string }[] =
  projects.map(({ name, displayName, user, userName }) => ({ name, displayName, user, userName }));

const hourly = (daily: string): string => formatAmount(parseAmount(daily) / 24n);
const instanceOf = (project: string, product: string): string => `${project}-${product}`.toLowerCase();

/** Seeds an account, unless it has one of the demo's names already: then it says so. The history is one journal line. */
export function seedDemo(store: Store, account: string): string | null {
  const owned = store.world.accounts.get(account);
  if (projects.some(({ name, user }) => owned?.projects.has(name) || owned?.users.has(user)))
    return 'the demo is already there';
  const today = dayOf(store.now(owned));
  seedHistory(store, account, today);
  for (const project of projects) seedProject(store, account, project, today);
  return null;
}

function seedHistory(store: Store, account: string, today: string): void {
  const lines = projects.flatMap(({ name, spends }) =>
    spends.map(({ product, daily, pattern }) => ({
      project: name,
      product,
      instance: instanceOf(name, product),
      daily,
      pattern,
    })),
  );
  const unnamed = projects.flatMap(({ name, spends }) =>
    spends.filter((spend) => spend.unnamed).map(({ product }) => instanceOf(name, product)),
  );
  const [from, to] = [addDays(today, -HISTORY_DAYS), addDays(today, -1)];
  store.commit('history', { account, seed: store.world.seed, from, to, lines, unnamed });
}

/** Model spending hangs on the project's Ark key and everything else on the user, so that a whole cut-off stops it all. */
function seedProject(store: Store, account: string, project: DemoProject, today: string): void {
  const { name, displayName, user } = project;
  store.commit('project.create', { account, name, displayName, description: '', parent: DEFAULT_PROJECT });
  const profile = {
    displayName: project.userName,
    description: displayName,
    email: `${user}@example.com`,
    mobilePhone: '',
  };
  store.commit('user.create', { account, name: user, ...profile });
  store.create('key.create', { account, user });
  store.commit('login.set', { account, user, allowed: true, resetRequired: false });
  for (const policy of ['ArkFullAccess', 'TOSFullAccess']) {
    const grant = { kind: 'User', principal: user, policy: { name: policy, type: 'System' } } as const;
    store.commit('attach', { account, ...grant, projects: [name] });
  }
  const arkKeyId = store.create('arkKey.create', { account, project: name, name: `${name}-key` });
  const endpoint = { name: `${name}-chat`, description: '', model: 'doubao-seed-1-6' };
  store.create('endpoint.create', { account, project: name, ...endpoint });
  const userId = store.world.accounts.get(account)?.users.get(user)?.id ?? null;
  for (const { product, daily, unnamed } of project.spends) {
    const isModel = product === 'ark_bd' || product === 'Doubao-image-generation';
    const instance = instanceOf(name, product);
    store.create('rate.set', {
      account,
      id: instance,
      project: name,
      product,
      instance,
      userId: isModel ? null : userId,
      arkKeyId: isModel ? arkKeyId : null,
      endpointId: null,
      perHour: hourly(daily),
      since: dayStart(today),
      unnamed: unnamed ?? false,
    });
  }
}
