/** What is ticked of a list. */

/** The list with the item, once, or without it. */
export const withItem = <Item>(list: readonly Item[], item: Item, isIn: boolean): Item[] => [
  ...list.filter((each) => each !== item),
  ...(isIn ? [item] : []),
];
