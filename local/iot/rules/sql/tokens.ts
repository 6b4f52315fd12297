/** Cuts AWS IoT SQL into tokens. */
import { AwsError } from '../../../aws/error.ts';

export type Token =
  | { readonly kind: 'word'; readonly text: string }
  | { readonly kind: 'string'; readonly text: string }
  | { readonly kind: 'number'; readonly text: string }
  | { readonly kind: 'symbol'; readonly text: string };

const TOKEN =
  /\s*(?:(?<word>[A-Za-z_]\w*)|'(?<single>[^']*)'|"(?<double>[^"]*)"|(?<number>-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|(?<symbol><=|>=|<>|!=|\|\||[*(),.:=<>+/%{}[\]-]))/y;

/** @throws AwsError `SqlParseException` for a character that no token begins with. */
export function tokensOf(sql: string): Token[] {
  const text = sql.trim();
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const at = TOKEN.lastIndex;
    const groups = TOKEN.exec(text)?.groups;
    if (groups === undefined)
      throw sqlError(`nothing begins with ${text.slice(at).trim().slice(0, 10)}`);
    tokens.push(tokenOf(groups));
  }
  return tokens;
}

function tokenOf(groups: Readonly<Record<string, string | undefined>>): Token {
  const { word, single, double, number, symbol = '' } = groups;
  if (word !== undefined) return { kind: 'word', text: word };
  if (number !== undefined) return { kind: 'number', text: number };
  const quoted = single ?? double;
  return quoted === undefined ? { kind: 'symbol', text: symbol } : { kind: 'string', text: quoted };
}

/** What AWS calls a statement it cannot read: https://docs.aws.amazon.com/iot/latest/apireference/API_CreateTopicRule.html */
export function sqlError(message: string): AwsError {
  return new AwsError('SqlParseException', `the rule's SQL is not hosted: ${message}`);
}

/** The tokens of a statement, taken one after the other. */
export class TokenReader {
  readonly #tokens: readonly Token[];
  #next = 0;

  constructor(sql: string) {
    this.#tokens = tokensOf(sql);
  }

  peek(ahead = 0): Token | undefined {
    return this.#tokens[this.#next + ahead];
  }

  /** @throws AwsError `SqlParseException` at the end. */
  take(): Token {
    const token = this.peek();
    if (token === undefined) throw sqlError('it ends too early');
    this.#next += 1;
    return token;
  }

  isWord(word: string): boolean {
    const token = this.peek();
    return token?.kind === 'word' && token.text.toUpperCase() === word;
  }

  isSymbol(symbol: string, ahead = 0): boolean {
    const token = this.peek(ahead);
    return token?.kind === 'symbol' && token.text === symbol;
  }

  /** Takes a word or symbol if it is next. */
  skip(text: string): boolean {
    const found = this.isWord(text) || this.isSymbol(text);
    if (found) this.#next += 1;
    return found;
  }

  /** @throws AwsError `SqlParseException` unless it is next. */
  expect(text: string): void {
    if (!this.skip(text))
      throw sqlError(`${text} expected instead of ${this.peek()?.text ?? 'the end'}`);
  }
}
