/** What is sent to the SIM of a handset: its app reads it, and a person is not troubled by it. */

/** Wakes the app on the handset. */
export const WAKE_UP_SMS = '遠隔初期化サービス:端末の確認をしています。/ Remote wipe: checking in.';

export const codeSms = (code: string) =>
  `遠隔初期化の登録コード: ${code} (10分間有効) / Remote wipe enrolment code: ${code}`;
