/** Something to be mended in a form, with the field that it is about. */
export interface Mistake {
  /** Of the field's element. */
  readonly id: string;
  readonly words: string;
}
