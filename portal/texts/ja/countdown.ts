/** Words of the time that is left for a second person’s decision. */

export const countdown = {
  hours: (hours: number, minutes: number) => `あと${hours}時間${minutes}分`,
  minutes: (minutes: number) => `あと${minutes}分`,
  exact: (minutes: number, seconds: number) =>
    minutes > 0 ? `あと${minutes}分${seconds}秒` : `あと${seconds}秒`,
  over: '期限が過ぎました',
  said: (model: string, left: string) => `${model}の判断の期限: ${left}`,
};
