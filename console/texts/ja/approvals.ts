/** Words of the approver's list: what waits for a second person, and their decision. */
import type * as z from 'zod/mini';
import type { Show } from '#browser/approvals/gather.ts';
import type { ApprovalReason } from '#domain/wipe/wipe.ts';
import type { ApprovalView } from '#functions/contract/bodies.ts';

const show: Readonly<Record<Show, string>> = {
  'to-decide': '判断待ち',
  decided: '判断済み',
  mine: '自分の分',
};

const statuses: Readonly<Record<z.infer<typeof ApprovalView>['status'], string>> = {
  'to-decide': '判断待ち',
  approved: '承認',
  rejected: '却下',
  lapsed: '期限切れ',
  over: '判断前に終了',
};

const reasons: Readonly<Record<ApprovalReason, string>> = {
  'customer-absent': '契約者ご本人が窓口にいません。',
  'clerk-over-soft-limit': '担当者の申し込みが、承認なしでできる1時間の件数を超えています。',
  'reached-lately': 'この回線の端末には、1日以内に初期化の命令が出ています。',
  'line-limit': 'この回線の初期化が、1日の上限に達しています。',
};

export const approvals = {
  title: '承認',
  lead: '別の方が申し込んだ初期化を確かめて、承認するか却下します。',
  views: '表示',
  show,
  none: {
    'to-decide': '判断を待っているものはありません。この画面は自動で新しくなります。',
    decided: '判断したものはまだありません。',
    mine: '自分が申し込んだもの、判断したものはまだありません。',
  },
  found: (count: number, more: boolean) => `${count}件${more ? '以上' : ''}`,
  searching: 'まだ続きがあります。',
  more: '続きを見る',
  phone: (model: string, lastFour: string | undefined) =>
    lastFour === undefined ? model : `${model}(番号の下4桁${lastFour})`,
  statuses,
  reasons,
  facts: {
    reasons: '承認が要る理由',
    until: '判断の期限',
    decidedAt: '判断した日時',
    model: '機種',
    number: '電話番号',
    numberGone: '契約者が替わったため、表示できません',
    channel: '経路',
    shop: '店舗',
    documents: '確認書類',
    reservation: '来店予約',
    present: 'ご本人の来店(担当者の申告)',
    consents: '承諾した注意',
    requestedBy: '申し込んだ人',
    requestedAt: '申込日時',
    deadlineAt: '端末を待つ期限',
    wipe: '初期化',
  },
  nothing: 'なし',
  lastFour: (digits: string) => `下4桁 ${digits}`,
  own: 'ご自身の申し込みのため、判断できません。ほかの方が判断します。',
  lapsed: '判断の期限が過ぎました。',
  gone: 'この申し込みはもう判断待ちではありません。送る前に、最新の状態を確かめてください。',
  confirm: {
    approval: {
      act: '承認する',
      title: (phone: string) => `${phone}の初期化を承認する`,
      text: '端末につながり次第、その端末が初期化されます。データは元に戻せません。二段階認証でサインインし直すことがあります。',
      done: (phone: string) => `${phone}の初期化を承認しました。`,
    },
    rejection: {
      act: '却下する',
      title: (phone: string) => `${phone}の初期化を却下する`,
      text: '初期化は実行されずに終わり、申し込んだ方に知らせます。二段階認証でサインインし直すことがあります。',
      done: (phone: string) => `${phone}の初期化を却下しました。実行されません。`,
    },
  },
};
