/** Words of one wipe: facts, acts, the picture of the state machine, the audit. */
import type { EventType } from '#domain/audit/event.ts';
import type { WhyNot, WipeAct } from '#functions/contract/wipe-acts.ts';
import { approvals } from './approvals.ts';

const types: Readonly<Record<EventType, string>> = {
  requested: '申し込み',
  'approval-asked': '承認の依頼',
  approved: '承認',
  rejected: '却下',
  contested: '心当たりがないとの申し出',
  'hold-set': '保留',
  'hold-lifted': '保留の解除',
  redriven: '再実行',
  held: '送信の見合わせ',
  released: '端末への送信に進む',
  notified: '端末への通知',
  'command-issued': '命令の送信',
  'cancel-requested': '取り消しの受付',
  cancelled: '取り消し',
  refused: '条件外で終了',
  expired: '期限切れ',
  accepted: '端末が命令を受理(消去開始)',
  'sd-done': 'SDカードの消去結果',
  erased: '消去完了',
  failed: '失敗',
  'command-refused': '端末が命令を拒否',
  unconfirmed: '結果不明',
};

const names: Readonly<Record<WipeAct, string>> = {
  approval: approvals.confirm.approval.act,
  rejection: approvals.confirm.rejection.act,
  hold: '保留する',
  release: '保留を解除する',
  redrive: '再実行する',
  notify: '端末に再通知する',
  cancel: '取り消す',
};

const consequences: Readonly<Record<WipeAct, string>> = {
  approval: approvals.confirm.approval.text,
  rejection: approvals.confirm.rejection.text,
  hold: '端末待ちなら直ちに、命令を送ったあとは端末が命令を持たないと知らせた時点で、送信を止めます。',
  release: '運用担当による保留だけを解きます。全体停止や上限による保留は残ります。',
  redrive:
    'ワークフローをもう一度始めます。いまの状態から続き、命令が二重に送られることはありません。',
  notify: '1分以内に端末へもう一度知らせます。命令は、端末が受け取りに来たときにだけ渡ります。',
  cancel:
    '命令を送る前なら確実に取り消され、契約者に知らせます。送ったあとは、端末からの知らせで決まります。二段階認証でのサインインし直しが必要なことがあります。',
};

const done: Readonly<Record<WipeAct, string>> = {
  approval: '承認しました。',
  rejection: '却下しました。',
  hold: '保留しました。',
  release: '保留を解除しました。',
  redrive: '実行を始めました。',
  notify: '1分以内に端末へ知らせます。',
  cancel: '取り消しました。',
};

/** What was asked for, where only the handset can say what comes of it. */
const wished =
  '取り消しを受け付けました。命令を送ったあとなので、取り消せるかどうかは端末からの知らせで決まります。';

const whyNot: Readonly<Record<WhyNot, string>> = {
  'not-your-role': 'あなたの役割ではできません。',
  'own-case': 'ご自身の申し込みのため、別の方が判断します。',
  'not-asked': '承認を求められていません。',
  decided: 'すでに判断されています。',
  lapsed: '判断の期限が過ぎています。',
  wished: '取り消しを受け付けており、端末からの知らせを待っています。',
  ended: '終わっているため、できません。',
  erasing: '端末が消去を始めているため、できません。',
  'on-hold': 'すでに保留しています。',
  'not-on-hold': '運用担当による保留はありません。',
  'not-waiting': '端末を待っていません。',
  settled: 'すべて済んでいるため、再実行するものがありません。',
};

export const wipe = {
  title: (wipeId: string) => `初期化 ${wipeId}`,
  factsTitle: '現在の状態',
  facts: {
    state: '状態',
    waitsFor: '待っているもの',
    nextTryAt: '次の確認',
    deadlineAt: '期限',
    verdictUntil: '結果を待つ期限',
    hold: '保留',
    approval: '承認',
    letOutAt: '送信に進んだ日時',
    endedAt: '終了',
    reason: '終了の理由',
    proof: '証拠',
    storages: '保存領域ごとの消去結果',
    requestedAt: '申込日時',
    channel: '経路',
    requestedBy: '申込者',
    account: '契約者ID',
    lineId: '回線ID',
    number: approvals.facts.number,
    documents: approvals.facts.documents,
    reservation: approvals.facts.reservation,
    present: approvals.facts.present,
    consents: '同意した注意',
    contestedAt: '心当たりがないとの申し出',
    cancelRequestedAt: '取り消しの受付',
    model: '機種',
    enrolment: '端末の登録',
    software: 'ソフトウェア、アプリ',
    lastSeenAt: '端末の最終確認',
    notices: '端末への通知',
    nextNoticeAt: '次の通知',
    earlier: 'この回線の以前の初期化',
  },
  why: 'いま判定するとどうなるか',
  numberAmongApprovals: '下4桁を「承認」で見る',
  enrolments: { current: '登録中', replaced: '別の端末に替わった', over: '終了' },
  enrolment: {
    title: '端末の登録',
    unknown: 'この登録は、もう残っていません。',
    facts: {
      state: '状態',
      enrolledAt: '登録した日時',
      lastSeenAt: '最終確認',
      model: '機種',
      software: 'ソフトウェア',
      app: 'アプリ',
      sim: 'SIMの使い方',
      preset: '紛失前の設定',
      push: 'プッシュ通知が届く',
      enrolmentId: '登録ID',
      handsetId: '端末ID',
    },
  },
  notices: (sent: number) => `${sent}回`,
  approvedBy: (person: string) => `${person}が承認`,
  proofs: {
    report: '端末の報告',
    receipt: '初期化後に端末が示した署名',
    attestation: '機器の証明',
  },
  storage: {
    internal: '本体',
    sd: 'SDカード',
    results: { erased: '消去', 'no-card': 'カードなし', failed: '失敗', unknown: '不明' },
  },
  /** What stands before a time and after it is `before` and `after`. */
  standing: {
    broken: '監査の記録のつながりが合いません。下の「監査」で、合わない箇所を確かめてください。',
    stuck: '止まっています',
    stuckSince: {
      before: '',
      after: 'に進むはずでした。原因を除いてから「再実行する」を押してください。',
    },
    contested: '「心当たりがない」との申し出がありました',
    contestedNext: {
      before: '',
      after: 'の申し出です。申し込んだ経緯を確かめ、必要なら保留するか取り消してください。',
    },
    cardLeft:
      '本体は消去されましたが、SDカードが消去できたかは確かめられていません。契約者から尋ねられたら、そう伝えてください。',
    held: {
      pause: {
        before: '',
        after: 'から、全体停止のため命令を送っていません。停止を解くと順に進みます。',
      },
      governor: {
        before: '',
        after: 'から、件数の上限のため順番を待っています。空きしだい、申し込みの順に進みます。',
      },
      operator: { before: '', after: 'から、運用担当が保留しています。' },
      suspension: {
        before: '',
        after: 'から、申し込んだ窓口担当者の利用停止のため命令を送っていません。',
      },
    },
    holdAhead: '運用担当による保留があります。端末が命令を持たないと知らせた時点で止まります。',
  },
  parts: {
    title: '詳しい内容',
    workflow: 'ワークフロー',
    audit: '監査',
    messages: '端末',
    record: '記録',
  },
  messages: {
    commands: '送った命令',
    noCommands: '命令はまだ送っていません。',
    issuedAt: '送信',
    expiresAt: '有効期限',
    key: '鍵',
    hash: 'ハッシュ',
    received: '端末から受け取ったもの',
    noneReceived: '端末からは、まだ何も受け取っていません。',
    asReceived: '受け取ったままの内容',
  },
  record: {
    title: '封印した記録',
    none: '記録はまだ封印されていません。',
    holds: '署名は、一緒に届いた公開鍵と合っています。',
    whoseKey:
      'その鍵がサービスのものかどうかは、この画面では分かりません。次の鍵のIDを、事業者が公表しているものと比べてください。',
    holdsNot: '署名が合いません。内容は表示しません。',
    save: '記録を保存(JWS)',
  },
  acts: {
    title: '操作',
    names,
    consequences,
    done,
    wished,
    whyNot,
  },
  graph: {
    standings: {
      present: '現在',
      failed: '失敗',
      passed: '通過',
      untouched: '未通過',
    },
  },
  workflow: {
    title: 'ワークフロー',
    status: (status: string, run: number, runs: number) => `${status}(実行 ${run}/${runs})`,
    noRun:
      'この実行はAWS Step Functionsにありません。まだ始まっていないか、終わってから90日を過ぎています。下は、いま配置されているワークフローです。初期化の状況は監査で確かめてください。',
    runs: '表示する実行',
    run: (run: number) => `${run}回目`,
    json: '履歴をJSONで保存',
    historyKind: '履歴の表示',
    kinds: { compact: '要点', full: 'すべて' },
    history: (count: number) => `履歴(${count}件)`,
  },
  visit: {
    none: 'この状態には入っていません。',
    inside: '継続中',
    attempts: (count: number) => `試行${count}回`,
    errors: (errors: string) => `エラー: ${errors}`,
    input: '入力',
    output: '出力',
  },
  audit: {
    title: '監査の記録',
    intact: (count: number) => `${count}件の記録はすべて正しくつながっています。`,
    broken: (at: number, why: string) => `${at}件目の記録が合いません: ${why}`,
    why: {
      number: '番号が続いていません',
      link: '前の記録とつながりません',
      content: '内容が書き換わっています',
      reason: '理由が書き換わっています',
    },
    idle: (time: string) => `${time}の間、動きなし`,
    types,
    by: { person: '操作者', handset: '端末', service: 'サービス' },
    details: '詳細',
  },
};
