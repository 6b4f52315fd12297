/** Words for what takes two people, and for the journals of it. */
import type { StandingEntry } from '#domain/governor/standing.ts';
import type { SwitchEntry } from '#domain/governor/switch.ts';
import type { WhyNot } from '#functions/contract/two-person-acts.ts';

const whyNot: Readonly<Record<WhyNot, string>> = {
  'not-paused': '停止していないため、再開するものがありません。',
  'not-suspended': '利用停止されていないため、復帰させるものがありません。',
  unreadable:
    '決定の記録が合わないため、できません。docs/operating.mdの「Checking the journals」に従ってください。',
  'own-case': 'ご自身に関わるため、別の方が行います。',
  'own-proposal': 'ご自身の提案です。別の方が確認します。',
  'proposal-expired': '30分の期限が過ぎたため、確認できません。もう一度提案してください。',
};

const types: Readonly<Record<SwitchEntry['type'] | StandingEntry['type'], string>> = {
  paused: '停止',
  'resume-proposed': '再開の提案',
  resumed: '再開',
  'withdrawal-proposed': '一括取り消しの提案',
  withdrawn: '一括取り消しの決定',
  'withdrawal-swept': '一括取り消しの途中経過',
  'withdrawal-done': '一括取り消しの完了',
  suspended: '担当者の利用停止',
  'operations-told': '運用への通知',
  'reinstatement-proposed': '復帰の提案',
  reinstated: '復帰',
};

export const proposals = {
  title: '確認待ちの提案',
  none: '確認を待つ提案はありません。',
  actions: {
    resume: '送信の再開',
    withdrawal: '未送信分の一括取り消し',
    reinstatement: '窓口担当者の復帰',
  },
  columns: {
    action: '内容',
    by: '提案した人',
    reason: '理由',
    until: '確認の期限',
    confirm: '確認',
  },
  you: (person: string) => `${person}(あなた)`,
  propose: {
    resume: '再開を提案する',
    withdrawal: '未送信分の一括取り消しを提案する',
    reinstatement: '復帰を提案する',
  },
  confirm: {
    resume: '再開を確認する',
    withdrawal: '未送信分の一括取り消しを確認する',
    reinstatement: '復帰を確認する',
  },
  proposing: {
    resume:
      'まだ再開しません。別の方が30分以内に確認すると、止まっていた命令の送信が再開します。二段階認証でサインインし直すことがあります。',
    withdrawal:
      'まだ取り消しません。別の方が30分以内に確認すると、命令がまだ渡っていない初期化がすべて取り消され、元に戻せません。二段階認証でサインインし直すことがあります。',
    reinstatement:
      'まだ復帰しません。別の方が30分以内に確認すると、この担当者はまた初期化を申し込めます。二段階認証でサインインし直すことがあります。',
  },
  confirming: {
    resume:
      '直ちに送信が再開し、待っていた端末から順に初期化されます。初期化は元に戻せません。二段階認証でサインインし直すことがあります。',
    withdrawal:
      'いままでに申し込まれ、命令がまだ渡っていない初期化を、すべて取り消します。元に戻せません。契約者に知らせます。二段階認証でサインインし直すことがあります。',
    reinstatement:
      'この担当者は直ちに初期化を申し込めるようになります。二段階認証でサインインし直すことがあります。',
  },
  proposal: (number: number, by: string, reason: string) =>
    `${by} の提案(番号 ${number}): ${reason}`,
  count: {
    held: '保留中の初期化',
    unclaimed: '命令がまだ渡っていない初期化',
    open: '終わっていない初期化',
    at: '集計した日時',
  },
  gone: 'この提案はもう確認を待っていません。送る前に、最新の状態を確かめてください。',
  done: {
    proposed: '提案しました。別の方の確認を待っています。',
    resume: '送信を再開しました。',
    withdrawal: '一括取り消しを決めました。数分ですべて取り消されます。',
    reinstatement: '復帰しました。',
  },
  whyNot,
  journal: {
    title: '決定の記録',
    intact: (entries: number) => `${entries}件の記録はすべて正しくつながっています。`,
    broken: (at: number, why: string) => `${at}件目の記録が合いません: ${why}`,
    why: {
      number: '番号が続いていません',
      link: '前の記録とつながりません',
      content: '内容が書き換わっています',
      cut: '終わりが欠けています',
      rewritten: '書き直されています',
    },
    latest: '新しいものから50件までを表示しています。',
    none: 'まだ記録はありません。',
    types,
    of: (number: number) => `${number}番について`,
    count: (count: number) => `${count}件`,
    service: 'サービス',
  },
};
