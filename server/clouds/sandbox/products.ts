/** The products that the sandbox bills: names, billing items with their shares, and model prices. */

type BillingItem = { code: string; name: string; percent: bigint };
type Product = { name: string; items: readonly BillingItem[] };

const other: Product = { name: '', items: [{ code: 'usage', name: '按量计费', percent: 100n }] };

const products: Readonly<Record<string, Product>> = {
  ark_bd: {
    name: '火山方舟大模型服务',
    items: [
      { code: 'input_tokens', name: '推理输入', percent: 35n },
      { code: 'output_tokens', name: '推理输出', percent: 65n },
    ],
  },
  'Doubao-image-generation': {
    name: '豆包图像生成',
    items: [{ code: 'images', name: '图片生成', percent: 100n }],
  },
  tos: {
    name: '对象存储',
    items: [
      { code: 'storage', name: '标准存储', percent: 70n },
      { code: 'egress', name: '外网流出流量', percent: 30n },
    ],
  },
  ecs: {
    name: '云服务器',
    items: [
      { code: 'instance', name: '计算型实例', percent: 80n },
      { code: 'system_disk', name: '系统盘', percent: 20n },
    ],
  },
};

export const productName = (code: string): string => products[code]?.name || code;

export const itemName = (product: string, element: string): string =>
  (products[product] ?? other).items.find((item) => item.code === element)?.name ?? element;

/** Parts of an amount by billing item; they add up to exactly the amount. */
export function splitByItem(product: string, amount: bigint): { element: string; amount: bigint }[] {
  const { items } = products[product] ?? other;
  let rest = amount;
  return items.map((item, index) => {
    const part = index === items.length - 1 ? rest : (amount * item.percent) / 100n;
    rest -= part;
    return { element: item.code, amount: part };
  });
}

/** The service whose permissions guard spending on a product. */
export const serviceOfProduct = (product: string): string =>
  product === 'ark_bd' || product === 'ark_subscription' || product.startsWith('Doubao-') ? 'ark' : product;

/** Cost of tokens in units of 1e-10 yuan: 0.8 yuan per million input tokens, 2 yuan per million output tokens. */
export const tokenCost = (inputTokens: number, outputTokens: number): bigint =>
  BigInt(inputTokens) * 8_000n + BigInt(outputTokens) * 20_000n;
