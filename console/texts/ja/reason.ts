/** Words of the reason that every act takes. */
export const reason = {
  label: '理由',
  hint: '監査の記録に残ります。電話番号や氏名は書かないでください。',
  missing: '理由を入力してください。',
};
