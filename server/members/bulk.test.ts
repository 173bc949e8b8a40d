import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { env } from '#server/core/env.ts';
import { createRole } from '#server/roles/service/roles.ts';
import { makeTenant } from '#tests/factories.ts';
import { startMail } from '#tests/servers/mail.ts';
import { previewInvitationsInput } from './schema.ts';
import { inviteMany, previewInvitations } from './service/bulk.ts';
import { readRows } from './service/bulk-rows.ts';
import { invite, listInvitations } from './service/invitations.ts';

const mailbox = () => `guest-${randomBytes(6).toString('hex')}@example.com`;

test('the preview says of each row what would become of it, and writes nothing', async () => {
  const { as, tenant } = await makeTenant();
  await createRole(as.owner, { name: 'Finance', description: '', permissions: ['tenant:read'] });
  const [fresh, asked, custom, chinese] = [mailbox(), mailbox(), mailbox(), mailbox()];
  await invite(as.owner, { email: asked, role: 'viewer' });
  const text = [
    '\uFEFFRole,E-mail,Note',
    `member,${fresh.toUpperCase()},`,
    `Viewer, member@${tenant.slug}.example ,x`,
    `viewer,${asked},`,
    `member,${fresh},again`,
    'viewer,not an address,',
    `boss,${mailbox()},`,
    `owner,${mailbox()},`,
    `"finance",${custom},"a, b"`,
    `只读成员,${chinese},`,
    '',
    `,${mailbox()},`,
  ].join('\r\n');
  const { items, ready } = await previewInvitations(as.admin, { text, role: 'viewer' });
  expect(items.map(({ line, state }) => [line, state])).toEqual([
    [2, 'ready'],
    [3, 'member'],
    [4, 'invited'],
    [5, 'duplicate'],
    [6, 'email_invalid'],
    [7, 'role_unknown'],
    [8, 'role_beyond'],
    [9, 'ready'],
    [10, 'ready'],
    [12, 'ready'],
  ]);
  expect(ready).toBe(4);
  expect(items[0]).toMatchObject({ email: fresh, role: 'member', roleName: 'Member' });
  expect(items[5]).toMatchObject({ role: null, roleName: 'boss' });
  expect(items[7]).toMatchObject({ email: custom, roleName: 'Finance' });
  expect(items[8]).toMatchObject({ role: 'viewer' });
  expect((await listInvitations(as.owner, { limit: 9 })).total).toBe(1);
  // Without a role for rows that name none, such a row is left out.
  const bare = await previewInvitations(as.admin, { text: mailbox() });
  expect(bare.items).toMatchObject([{ state: 'role_unknown' }]);
});

test.each([
  [
    'a@example.com;member\nb@example.com;viewer',
    [
      ['a@example.com', 'member'],
      ['b@example.com', 'viewer'],
    ],
  ],
  ['a@example.com\tadmin', [['a@example.com', 'admin']]],
  [
    'a@example.com\nb@example.com',
    [
      ['a@example.com', ''],
      ['b@example.com', ''],
    ],
  ],
  ['邮箱,角色\na@example.com,成员', [['a@example.com', '成员']]],
  ['name,email\nAda,a@example.com', [['a@example.com', '']]],
])('%j is read', (text, rows) => {
  expect(readRows(text).map(({ email, role }) => [email, role])).toEqual(rows);
});

test.each([
  ['email,role\n"a@example.com,member', 'csv_broken'],
  ['a@example.com,"mem"ber', 'csv_broken'],
  ['\n , \n', 'csv_empty'],
  ['email,role\n', 'csv_empty'],
  [Array.from({ length: 501 }, (_, index) => `a${index}@example.com`).join('\n'), 'csv_many'],
])('a text that cannot be taken says why', (text, reason) => {
  expect(() => readRows(text)).toThrow(expect.objectContaining({ reason }));
});

test('500 rows are taken, and more text than that is refused by its length', async () => {
  const { as } = await makeTenant();
  const text = Array.from({ length: 500 }, () => `${mailbox()},viewer`).join('\n');
  expect((await previewInvitations(as.owner, { text })).ready).toBe(500);
  expect(previewInvitationsInput.safeParse({ text: 'x'.repeat(200_001) }).error?.issues[0]?.message).toBe(
    'csv_large',
  );
});

test('each row has an answer of its own; the mails go out, and a repeat invites nobody twice', async () => {
  const mail = await startMail();
  const { SMTP_URL } = env();
  env().SMTP_URL = mail.url;
  try {
    const { as, tenant } = await makeTenant();
    const rows = [
      ...Array.from({ length: 12 }, () => ({ email: mailbox(), role: 'viewer' as const })),
      { email: `member@${tenant.slug}.example`, role: 'viewer' as const },
      { email: mailbox(), role: 'owner' as const },
      { email: mailbox(), role: `rol_${'0'.repeat(32)}` },
    ];
    const first = await inviteMany(as.admin, { rows });
    expect(first.items.map(({ email }) => email)).toEqual(rows.map(({ email }) => email));
    expect(first.items.map(({ outcome }) => outcome)).toEqual([
      ...Array.from({ length: 12 }, () => 'sent'),
      'member',
      'role_beyond',
      'role_unknown',
    ]);
    expect(first.items.slice(0, 12).every(({ mail, link }) => mail === 'sent' && link !== null)).toBe(true);
    expect(mail.inbox).toHaveLength(12);
    const again = await inviteMany(as.admin, { rows: rows.slice(0, 12) });
    expect(new Set(again.items.map(({ outcome, link }) => `${outcome} ${link}`))).toEqual(
      new Set(['invited null']),
    );
    expect(mail.inbox).toHaveLength(12);
    await expect(inviteMany(as.member, { rows })).rejects.toMatchObject({ code: 'forbidden' });
    await expect(previewInvitations(as.viewer, { text: mailbox() })).rejects.toMatchObject({
      code: 'forbidden',
    });
  } finally {
    env().SMTP_URL = SMTP_URL;
    await mail.close();
  }
});
